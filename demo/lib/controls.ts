import { build } from './build.js';
import type { Described } from './manifest.js';

const CHOICE = /^'[^']*'(\s*\|\s*'[^']*')+$/;

/** A control for each attribute; what is set is set on the element as a page would. */
export function controls(element: HTMLElement, attributes: readonly Described[]): HTMLElement {
  const form = build('form', 'controls');
  form.setAttribute('aria-label', 'Attributes');
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const attribute of attributes) {
    const label = build('label', '', build('span', '', attribute.name), control(element, attribute));
    label.title = attribute.description ?? '';
    form.append(label);
  }
  form.append(markup(element));
  return form;
}

function control(element: HTMLElement, { name, type }: Described): HTMLElement {
  const text = type?.text?.replace(/\s*\|\s*undefined/g, '').trim() ?? '';
  if (text === 'boolean') return box(element, name);
  return CHOICE.test(text)
    ? choice(
        element,
        name,
        [...text.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? ''),
      )
    : field(element, name);
}

const set = (element: HTMLElement, name: string, value: string): void => {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
};

function box(element: HTMLElement, name: string): HTMLElement {
  const input = document.createElement('input');
  input.type = 'checkbox';
  follow(element, name, () => {
    input.checked = element.hasAttribute(name);
  });
  input.addEventListener('change', () => element.toggleAttribute(name, input.checked));
  return input;
}

function choice(element: HTMLElement, name: string, values: readonly string[]): HTMLElement {
  const select = document.createElement('select');
  select.append(...['', ...values].map((value) => new Option(value || '–', value)));
  follow(element, name, () => {
    select.value = element.getAttribute(name) ?? '';
  });
  select.addEventListener('change', () => set(element, name, select.value));
  return select;
}

function field(element: HTMLElement, name: string): HTMLElement {
  const input = document.createElement('input');
  input.autocomplete = 'off';
  input.spellcheck = false;
  follow(element, name, () => {
    input.value = element.getAttribute(name) ?? '';
  });
  input.addEventListener('change', () => set(element, name, input.value.trim()));
  return input;
}

/** Runs now and with each change of the attribute, whoever makes it; every attribute when no name is given. */
function follow(element: HTMLElement, name: string | undefined, act: () => void): void {
  new MutationObserver(act).observe(element, { attributes: true, ...(name && { attributeFilter: [name] }) });
  act();
}

/** The element as one would write it. */
function markup(element: HTMLElement): HTMLElement {
  const code = build('code', 'markup');
  follow(element, undefined, () => {
    const tag = element.localName;
    const said = [...element.attributes]
      .map(({ name, value }) => (value ? ` ${name}="${value}"` : ` ${name}`))
      .join('');
    code.textContent = `<${tag}${said}></${tag}>`;
  });
  return code;
}
