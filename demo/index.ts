import '../components/avatar/index.js';
import '../components/chat-widget/index.js';
import '../components/chat-window/index.js';
import '../components/client/index.js';
import '../components/connection/index.js';
import '../components/conversation-list/index.js';
import '../components/emoji-picker/index.js';
import '../components/menu/index.js';
import '../components/message/index.js';
import '../components/receipt/index.js';
import '../components/typing/index.js';
import { dialog } from './gallery/dialog.js';
import type { Exhibit, State } from './gallery/exhibit.js';
import { forward, mediaWall, readers, saving, search, viewer } from './gallery/finding.js';
import { applications, groupCreate, groupPanel, memberList } from './gallery/groups.js';
import { asked, gathered, media, rest } from './gallery/kinds.js';
import { composer, emojiPicker, messageList } from './gallery/lists.js';
import { menu } from './gallery/menu.js';
import { message } from './gallery/message.js';
import { messageActs } from './gallery/message-acts.js';
import { contacts, ownSettings, person, profile } from './gallery/people.js';
import { channelList, room, roomList } from './gallery/places.js';
import { conversationItem, conversationList, notifier, tags } from './gallery/rows.js';
import { avatar, connection, receipt, typing } from './gallery/small.js';
import { chatWidget, chatWindow, client } from './gallery/whole.js';
import { build, prose } from './lib/build.js';
import { controls } from './lib/controls.js';
import { eventLog } from './lib/event-log.js';
import { type Declaration, declarations } from './lib/manifest.js';
import { reference } from './lib/reference.js';
import { settings } from './lib/settings.js';
import { makeWorld, type World } from './lib/world.js';

const EXHIBITS: readonly Exhibit[] = [
  ...[chatWindow, chatWidget, client],
  ...[conversationList, conversationItem, tags, notifier],
  ...[contacts, profile, ownSettings, person],
  ...[groupPanel, memberList, groupCreate, applications],
  ...[room, roomList, channelList],
  ...[messageList, message, messageActs],
  ...[media, gathered, asked, ...rest],
  ...[search, mediaWall, viewer, forward, readers, saving],
  ...[composer, emojiPicker],
  ...[typing, receipt, connection, avatar, menu, dialog],
];
const main = document.querySelector('#main') as HTMLElement;
const nav = document.querySelector('#elements') as HTMLElement;

function framed(frame: HTMLElement, tall: number | undefined): HTMLElement {
  if (tall !== undefined) {
    frame.dataset.tall = '';
    frame.style.setProperty('--tall', `${tall}px`);
  }
  return frame;
}

const card = ({ name, element, tall }: State): HTMLElement =>
  build('section', 'state', build('h4', '', name), framed(build('div', 'frame', element), tall));

const nameOf = ({ tag, page }: Exhibit): string => page ?? tag;

/** Each element has an address of its own. */
const wanted = (): Exhibit => EXHIBITS.find((one) => `#${nameOf(one)}` === location.hash) ?? (EXHIBITS[0] as Exhibit);

async function show(world: World, known: ReadonlyMap<string, Declaration>): Promise<void> {
  const exhibit = wanted();
  const declaration = known.get(exhibit.tag) ?? {};
  const played = exhibit.play(world);
  const element = exhibit.inside ? (played.querySelector<HTMLElement>(exhibit.inside) ?? played) : played;
  const states = await exhibit.states(world);
  if (exhibit !== wanted()) return; // somebody went on meanwhile
  for (const link of nav.querySelectorAll('a'))
    if (link.hash === `#${nameOf(exhibit)}`) {
      link.setAttribute('aria-current', 'page');
      link.scrollIntoView({ block: 'nearest', inline: 'center' });
    } else link.removeAttribute('aria-current');
  document.title = `${nameOf(exhibit)} · im-elements`;
  main.replaceChildren(
    build('h2', '', nameOf(exhibit)),
    build('p', 'lead', ...prose(declaration.description ?? '')),
    build(
      'section',
      'stage',
      framed(build('div', 'frame', played), exhibit.tall),
      controls(element, declaration.attributes ?? []),
      eventLog(played, declaration),
    ),
    ...(states.length ? [build('h3', '', 'States'), build('div', 'states', ...states.map(card))] : []),
    reference(declaration),
  );
  await settle();
  main.dataset.ready = nameOf(exhibit);
}

/** Some elements take the focus, which is not theirs while many stand on one page. */
async function settle(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  if (main.contains(document.activeElement)) (document.activeElement as HTMLElement).blur();
  scrollTo(0, 0);
}

function menuOf(exhibits: readonly Exhibit[]): HTMLElement[] {
  const groups = [...new Set(exhibits.map(({ group }) => group))];
  return groups.map((name) => {
    const links = exhibits.filter(({ group }) => group === name).map(linkTo);
    return build('div', 'group', build('h2', '', name), ...links);
  });
}

function linkTo(exhibit: Exhibit): HTMLElement {
  const link = build('a', '', nameOf(exhibit));
  link.setAttribute('href', `#${nameOf(exhibit)}`);
  link.dataset.tag = exhibit.tag;
  return link;
}

settings(document.querySelector('#settings') as HTMLFormElement);
nav.append(...menuOf(EXHIBITS));
const [world, known] = await Promise.all([makeWorld(), declarations()]);
await show(world, known);
addEventListener('hashchange', () => void show(world, known).then(() => main.focus({ preventScroll: true })));
