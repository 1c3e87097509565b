import type { World } from '../lib/world.js';

export interface State {
  readonly name: string;
  readonly element: HTMLElement;
  /** Height of its frame, pixels; as tall as it is when absent. */
  readonly tall?: number;
}

/** One element's page: an instance to play with, and every state it can be in. */
export interface Exhibit {
  readonly tag: keyof HTMLElementTagNameMap & `im-${string}`;
  /** Address of the page where it is not the element's own. */
  readonly page?: string;
  /** Heading of the menu that it stands under. */
  readonly group: string;
  /** Made anew each time the page is shown. */
  play(world: World): HTMLElement;
  /** The element itself where `play` gives it company; what `play` gives, when absent. */
  readonly inside?: string;
  readonly tall?: number;
  states(world: World): readonly State[] | Promise<readonly State[]>;
}

type Tag = keyof HTMLElementTagNameMap;
/** Makes an element, sets properties and attributes on it. */
export function make<T extends Tag>(
  tag: T,
  properties: Partial<HTMLElementTagNameMap[T]> = {},
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
