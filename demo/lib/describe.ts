/** What an event carries, in one short line: plain data whole, everything else by its name. */
export function describe(value: unknown, depth = 2): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 79)}…` : value);
  if (typeof value === 'function') return 'ƒ';
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.name}(${JSON.stringify(value.message)})`;
  if (value instanceof Node) return `<${value.nodeName.toLowerCase()}>`;
  if (value instanceof Blob) return `${value.constructor.name}(${value.size})`;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return `[${value.map((one) => describe(one, depth - 1)).join(', ')}]`;
  const made = Object.getPrototypeOf(value)?.constructor as { name: string } | undefined;
  // The build shortens the names of classes.
  if (made && made !== Object) return made.name.length > 2 ? made.name : '{…}';
  const pairs = Object.entries(value).map(([name, one]) => `${name}: ${describe(one, depth - 1)}`);
  return pairs.length ? `{${pairs.join(', ')}}` : '{}';
}
