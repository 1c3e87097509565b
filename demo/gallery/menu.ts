import type { ImMenu } from '../../components/menu/index.js';
import { build } from '../lib/build.js';
import type { World } from '../lib/world.js';
import { type Exhibit, make } from './exhibit.js';

const ITEMS = [
  { id: 'reply', label: 'Reply' },
  { id: 'copy', label: 'Copy text' },
  { id: 'delete', label: 'Delete', danger: true },
] as const;

/** A menu is seen once it is opened, by a button beside it. */
function opener({ client }: World): HTMLElement {
  const menu: ImMenu = make('im-menu', { client, label: 'Actions' });
  menu.items = ITEMS.map((item) => ({ ...item, act: () => undefined }));
  const button = build('button', 'button', 'Open the menu');
  button.setAttribute('aria-haspopup', 'menu');
  button.addEventListener('click', () => void menu.show(button, button));
  return build('div', '', button, menu);
}

export const menu: Exhibit = {
  tag: 'im-menu',
  group: 'Small parts',
  play: opener,
  inside: 'im-menu',
  states: () => [],
};
