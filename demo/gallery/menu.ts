import type { ImMenu, MenuItem } from '../../components/menu/index.js';
import { build } from '../lib/build.js';
import type { World } from '../lib/world.js';
import { type Exhibit, make } from './exhibit.js';

const ITEMS = [
  { id: 'reply', label: 'Reply' },
  { id: 'copy', label: 'Copy text' },
  { id: 'delete', label: 'Delete', danger: true, apart: true },
] as const;

const LEVELS = [
  { id: 'all', label: 'All messages', on: true },
  { id: 'mentions', label: 'Only mentions', on: false },
  { id: 'none', label: 'None', on: false },
] as const;

/** A menu is seen once it is opened, by a button beside it. */
function opener({ client }: World, items: readonly Omit<MenuItem, 'act'>[] = ITEMS): HTMLElement {
  const menu: ImMenu = make('im-menu', { client, label: 'Actions' });
  menu.items = items.map((item) => ({ ...item, act: () => undefined }));
  const button = build('button', 'button', 'Open the menu');
  button.setAttribute('aria-haspopup', 'menu');
  button.addEventListener('click', () => void menu.show(button, button));
  return build('div', '', button, menu);
}

export const menu: Exhibit = {
  tag: 'im-menu',
  group: 'Small parts',
  play: (world) => opener(world),
  inside: 'im-menu',
  states: (world) => [{ name: 'One of several', element: opener(world, LEVELS) }],
};
