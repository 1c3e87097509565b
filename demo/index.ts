import '../components/avatar/index.js';
import '../components/chat-widget/index.js';
import '../components/chat-window/index.js';
import '../components/client/index.js';
import '../components/connection/index.js';
import '../components/conversation-list/index.js';
import '../components/emoji-picker/index.js';
import '../components/message/index.js';
import '../components/receipt/index.js';
import '../components/typing/index.js';
import type { Exhibit, State } from './gallery/exhibit.js';
import { composer, conversationItem, conversationList, emojiPicker, messageList } from './gallery/lists.js';
import { message } from './gallery/message.js';
import { avatar, connection, receipt, typing } from './gallery/small.js';
import { chatWidget, chatWindow, client } from './gallery/whole.js';
import { controls, type Declaration, declarations, reference } from './lib/controls.js';
import { makeWorld, type World } from './lib/world.js';

const EXHIBITS: readonly Exhibit[] = [
  chatWidget,
  chatWindow,
  conversationList,
  conversationItem,
  messageList,
  message,
  composer,
  emojiPicker,
  typing,
  receipt,
  connection,
  avatar,
  client,
];
const main = document.querySelector('#main') as HTMLElement;
const nav = document.querySelector('#elements') as HTMLElement;
const { documentElement: root } = document;

const build = (tag: string, className: string, ...children: (Node | string)[]): HTMLElement => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

const framed = (frame: HTMLElement, tall: number | undefined): HTMLElement => {
  if (tall !== undefined) {
    frame.dataset.tall = '';
    frame.style.setProperty('--tall', `${tall}px`);
  }
  return frame;
};

const card = ({ name, element, tall }: State): HTMLElement =>
  build('section', 'state', build('h4', '', name), framed(build('div', 'frame', element), tall));

/** Every event that the element documents, as a page would hear it. */
function log(element: HTMLElement, { events = [] }: Declaration): HTMLElement {
  const list = build('ul', 'log');
  for (const { name } of events)
    element.addEventListener(name, (event) => {
      const { detail } = event as CustomEvent<unknown>;
      list.prepend(
        build(
          'li',
          '',
          `${name} ${JSON.stringify(detail, (_, value: unknown) => (value instanceof Error ? value.message : value instanceof Node ? value.nodeName : value))}`,
        ),
      );
    });
  return list;
}

async function show(world: World, known: ReadonlyMap<string, Declaration>): Promise<void> {
  const wanted = location.hash.slice(1);
  const exhibit = EXHIBITS.find(({ tag }) => tag === wanted) ?? (EXHIBITS[1] as Exhibit);
  for (const link of nav.querySelectorAll('a')) link.toggleAttribute('aria-current', link.hash === `#${exhibit.tag}`);
  const declaration = known.get(exhibit.tag) ?? {};
  const element = exhibit.play(world);
  const states = await exhibit.states(world);
  document.title = `${exhibit.tag} · im-elements`;
  main.replaceChildren(
    build('h2', '', `<${exhibit.tag}>`),
    build('p', '', declaration.description ?? ''),
    framed(build('div', 'stage', element), exhibit.tall),
    controls(element, declaration.attributes ?? []),
    log(element, declaration),
    ...(states.length ? [build('h3', '', 'States'), build('div', 'states', ...states.map(card))] : []),
    reference(declaration),
  );
  main.dataset.ready = exhibit.tag;
}

function settings(): void {
  const form = document.querySelector('#settings') as HTMLFormElement;
  const apply = (): void => {
    const { theme, dir, lang, accent } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    if (theme === 'auto') delete root.dataset.scheme;
    else root.dataset.scheme = theme;
    root.dir = dir ?? 'ltr';
    root.lang = lang ?? 'en';
    if (accent && accent !== '#3355d8') root.style.setProperty('--im-accent', accent);
  };
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement || field instanceof HTMLInputElement) field.value = value;
  }
  form.addEventListener('input', apply);
  apply();
}

settings();
nav.append(
  ...EXHIBITS.map(({ tag }) => {
    const link = document.createElement('a');
    link.href = `#${tag}`;
    link.textContent = tag;
    return link;
  }),
);
const [world, known] = await Promise.all([makeWorld(), declarations()]);
await show(world, known);
addEventListener('hashchange', () => void show(world, known).then(() => main.focus()));
