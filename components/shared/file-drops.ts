import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FileDrag } from './file-drag.js';
import { later } from './later.js';

const drags = later(() => import('./file-drag.js'));

export interface DropPlace {
  /** May files be left here now? */
  accepts(): boolean;
  /** Files are held over the host, or no longer. */
  hover(over: boolean): void;
  take(files: readonly File[]): void;
}

/**
 * Files dropped on the host. What is not taken is still kept from replacing the page; dragged text is left alone. How is
 * loaded when the first file is held over the host; until then people cannot leave it there.
 */
export class FileDrops implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #place: DropPlace;
  #drag: FileDrag | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, place: DropPlace) {
    this.#host = host;
    this.#place = place;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of TYPES) this.#host.addEventListener(type, this);
  }

  hostDisconnected(): void {
    for (const type of TYPES) this.#host.removeEventListener(type, this);
    this.#drag?.end();
  }

  handleEvent(event: DragEvent): void {
    const data = event.dataTransfer;
    if (!data?.types.includes('Files')) return;
    this.#drag ??= drags.now && new drags.now.FileDrag(this.#host, this.#place);
    if (this.#drag) this.#drag.handle(event, data);
    else {
      const { type, defaultPrevented: taken } = event;
      const files = type === 'drop' && !taken ? [...data.files] : [];
      void drags.load().then(() => files.length && this.#place.accepts() && this.#place.take(files));
      if (!event.defaultPrevented) data.dropEffect = 'none';
      event.preventDefault();
    }
  }
}

const TYPES = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;
