/** What the manifest says of an element; only what the gallery reads. */
export interface Declaration {
  readonly tagName?: string;
  readonly description?: string;
  readonly attributes?: readonly Described[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
  readonly cssStates?: readonly Described[];
  readonly events?: readonly Described[];
}
export interface Described {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text?: string };
}

export async function declarations(): Promise<ReadonlyMap<string, Declaration>> {
  const response = await fetch('/dist/custom-elements.json');
  const manifest = (await response.json()) as { modules: { declarations?: Declaration[] }[] };
  const all = manifest.modules.flatMap((module) => module.declarations ?? []).filter((one) => one.tagName);
  return new Map(all.map((one) => [one.tagName as string, one]));
}

const CHOICE = /^'[^']*'(\s*\|\s*'[^']*')+$/;

/** A control for each attribute; what is set is set on the element as a page would. */
export function controls(element: HTMLElement, attributes: readonly Described[]): HTMLElement {
  const form = document.createElement('form');
  form.className = 'controls';
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const attribute of attributes) {
    const label = document.createElement('label');
    label.title = attribute.description ?? '';
    label.append(attribute.name, control(element, attribute));
    form.append(label);
  }
  return form;
}

function control(element: HTMLElement, { name, type }: Described): HTMLElement {
  const text = type?.text?.replace(/\s*\|\s*undefined/g, '').trim() ?? '';
  if (text === 'boolean') {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = element.hasAttribute(name);
    box.addEventListener('change', () => element.toggleAttribute(name, box.checked));
    return box;
  }
  const set = (value: string): void => {
    if (value) element.setAttribute(name, value);
    else element.removeAttribute(name);
  };
  if (CHOICE.test(text)) {
    const select = document.createElement('select');
    select.append(
      ...['', ...[...text.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '')].map(
        (value) => new Option(value || '(none)', value),
      ),
    );
    select.value = element.getAttribute(name) ?? '';
    select.addEventListener('change', () => set(select.value));
    return select;
  }
  const field = document.createElement('input');
  field.value = element.getAttribute(name) ?? '';
  field.addEventListener('change', () => set(field.value));
  return field;
}

const TABLES = [
  ['attributes', 'Attributes'],
  ['slots', 'Slots'],
  ['events', 'Events'],
  ['cssParts', 'Parts'],
  ['cssProperties', 'Custom properties'],
  ['cssStates', 'States'],
] as const;

/** The reference, from the doc block of the element's source. */
export function reference(declaration: Declaration): HTMLElement {
  const section = document.createElement('div');
  section.className = 'reference';
  for (const [key, title] of TABLES) {
    const rows = declaration[key] ?? [];
    if (rows.length === 0) continue;
    const list = document.createElement('dl');
    for (const { name, description = '' } of rows) {
      const term = document.createElement('dt');
      const code = document.createElement('code');
      code.textContent = name || '(default)';
      term.append(code);
      const words = document.createElement('dd');
      words.textContent = description;
      list.append(term, words);
    }
    const heading = document.createElement('h3');
    heading.textContent = title;
    section.append(heading, list);
  }
  return section;
}
