/**
 * Registers an element, tolerant of a name that is taken: the same class again is silent, a class of another version
 * warns once and the first one stays. Pages that need two versions give a scoped registry or a prefix of their own.
 */
export function define(
  tag: string,
  element: CustomElementConstructor,
  options: { readonly registry?: CustomElementRegistry; readonly prefix?: string } = {},
): void {
  const registry = options.registry ?? globalThis.customElements;
  if (!registry) return; // a server
  const name = options.prefix ? tag.replace(/^im-/, `${options.prefix}-`) : tag;
  const known = registry.get(name);
  if (!known) {
    registry.define(name, known === undefined && isDefined(element) ? class extends element {} : element);
    return;
  }
  const ours = (element as { version?: string }).version;
  const theirs = (known as { version?: string }).version;
  if (known !== element && ours !== theirs)
    console.warn(
      `im-elements: <${name}> is already defined by version ${theirs ?? 'unknown'}; ${ours ?? 'this one'} is left out.`,
    );
}

/** A class can be defined only once per registry; under a second name it needs a subclass. */
const defined = new WeakSet<CustomElementConstructor>();
const isDefined = (element: CustomElementConstructor): boolean => {
  if (defined.has(element)) return true;
  defined.add(element);
  return false;
};
