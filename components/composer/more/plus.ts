import { kinds as words } from '../../../locales/parts/kinds.js';
import type { Insert } from '../../content/kind-module.js';
import { INSERTS, lazyKinds } from '../../content/lazy-kinds.js';
import type { MenuItem } from '../../menu/index.js';
import { plusIcon } from '../../shared/icons.js';
import { cameraIcon, imagesIcon } from '../../shared/icons-composer.js';
import { fileIcon } from '../../shared/icons-later.js';
import { teach } from '../../shared/languages.js';
import type { Desk } from '../desk.js';
import { stage } from '../staged.js';

/** What can be added, in the order of the menu. `asks`: where dialogs are put. */
export async function plusItems(desk: Desk, asks: HTMLElement): Promise<readonly MenuItem[]> {
  teach(words);
  const found = await Promise.all(INSERTS.map(async (kind) => [kind, await insertOf(kind, desk)] as const));
  const kinds = found.flatMap(([kind, insert]) => (insert ? [kindItem(kind, insert, desk, asks)] : []));
  const own = (desk.composer.inserts ?? []).map(
    ({ name, label, icon, run }): MenuItem => ({
      id: `page:${name}`,
      label,
      icon: icon ?? plusIcon(),
      act: () => attempt(desk, () => run(desk.composer)),
    }),
  );
  return [...fileItems(desk), ...kinds, ...own];
}

/** A kind that could not be loaded is left out this time. */
async function insertOf(kind: string, desk: Desk): Promise<Insert | undefined> {
  const client = desk.client();
  const id = desk.conversation();
  const found = await lazyKinds[kind]?.().catch(() => undefined);
  const { insert } = found ?? {};
  return client && id && insert && insert.fits?.(id, client) !== false ? insert : undefined;
}

function kindItem(kind: string, insert: Insert, desk: Desk, asks: HTMLElement): MenuItem {
  const act = async (): Promise<void> => {
    const client = desk.client();
    const conversation = desk.conversation();
    if (!client || !conversation) return;
    const made = await insert.ask(asks, { client, conversation, i18n: desk.i18n() });
    desk.composer.focus();
    if (!made || desk.conversation() !== conversation) return;
    const { content, blob } = made;
    const name = 'file' in content && content.file ? content.file.name : kind;
    desk.writing.post(stage({ content, ...(blob && { file: new File([blob], name, { type: blob.type }) }) }));
  };
  return { id: kind, label: desk.i18n().t(`insert.${kind}`), icon: insert.icon(), act: () => attempt(desk, act) };
}

/** On phones pictures and the camera have ways of their own; elsewhere one button finds all. */
function fileItems(desk: Desk): MenuItem[] {
  if (!desk.writing.takesFiles) return [];
  const t = (key: string): string => desk.i18n().t(key);
  const file: MenuItem = { id: 'file', label: t('composer.file'), icon: fileIcon(), act: () => pick(desk) };
  if (!matchMedia('(pointer: coarse)').matches) return [file];
  return [
    { id: 'photo', label: t('composer.photo'), icon: imagesIcon(), act: () => pick(desk, 'image/*,video/*') },
    { id: 'camera', label: t('composer.camera'), icon: cameraIcon(), act: () => pick(desk, 'image/*', 'environment') },
    file,
  ];
}

function pick(desk: Desk, accept = '', capture = ''): void {
  const input = desk.composer.shadowRoot?.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) return;
  input.accept = accept;
  if (capture) input.setAttribute('capture', capture);
  else input.removeAttribute('capture');
  input.click();
}

function attempt({ composer }: Desk, act: () => unknown): void {
  Promise.resolve()
    .then(act)
    .catch((error) =>
      composer.dispatchEvent(new CustomEvent('im-error', { detail: { error }, bubbles: true, composed: true })),
    );
}
