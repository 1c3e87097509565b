type Child = Node | string;

/** An element with a class and children. */
export function build(tag: string, className: string, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Words of the manifest: what stands between backticks is code. */
export const prose = (words: string): Child[] =>
  words.split('`').map((part, at) => (at % 2 ? build('code', '', part) : part));
