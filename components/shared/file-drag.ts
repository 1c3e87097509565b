import type { DropPlace } from './file-drops.js';

/** Browsers repeat `dragover` at least every 350 ms; silence means that the drag went elsewhere without saying so. */
const SILENCE = 800;

/** Files held over a host, and left there. */
export class FileDrag {
  readonly #host: HTMLElement;
  readonly #place: DropPlace;
  #over = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, place: DropPlace) {
    this.#host = host;
    this.#place = place;
  }

  handle(event: DragEvent, data: DataTransfer): void {
    const accepts = this.#place.accepts();
    if (event.type === 'drop') this.#drop(event, data, accepts);
    else if (event.type === 'dragleave') this.#leave(event);
    else {
      if (!event.defaultPrevented) data.dropEffect = accepts ? 'copy' : 'none';
      event.preventDefault();
      this.#set(accepts);
    }
  }

  end(): void {
    this.#set(false);
  }

  #leave(event: DragEvent): void {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !(this.#host.contains(to) || this.#host.shadowRoot?.contains(to))) this.#set(false);
  }

  #drop(event: DragEvent, data: DataTransfer, accepts: boolean): void {
    // An element inside us may have taken them already.
    const taken = event.defaultPrevented;
    event.preventDefault();
    this.#set(false);
    if (accepts && !taken) this.#place.take(filesOf(data));
  }

  #set(over: boolean): void {
    clearTimeout(this.#timer);
    if (over) this.#timer = setTimeout(() => this.#set(false), SILENCE);
    if (over === this.#over) return;
    this.#over = over;
    this.#place.hover(over);
  }
}

/** Without folders, which look like empty files. */
export function filesOf(data: DataTransfer): File[] {
  const folders = new Set<number>();
  [...data.items]
    .filter(({ kind }) => kind === 'file')
    .forEach((item, at) => {
      if (item.webkitGetAsEntry?.()?.isDirectory) folders.add(at);
    });
  return [...data.files].filter((_, at) => !folders.has(at));
}
