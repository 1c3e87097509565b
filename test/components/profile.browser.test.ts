import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/profile/index.js';
import '../../components/settings/index.js';
import type { ImDialog } from '../../components/dialog/index.js';
import { type ImProfile, openProfile } from '../../components/profile/index.js';
import type { ImSettings } from '../../components/settings/index.js';
import { all, faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { NOW, SELF } from './helpers/client.js';
import { clean, frames, place, until } from './helpers/page.js';
import { forbidden, PeopleClient } from './helpers/people.js';

const known = (): PeopleClient => new PeopleClient().know('ann', 'Ann Lee', { remark: 'Boss', notes: 'Likes tea' });
const openDialog = (): Promise<ImDialog> =>
  until(() =>
    [...all(document.body)].find((one): one is ImDialog => one.localName === 'im-dialog' && (one as ImDialog).open),
  );
async function answer(button: string, choice?: string): Promise<void> {
  const parts = (await openDialog()).shadowRoot as ShadowRoot;
  if (choice) parts.querySelector<HTMLElement>(`input[value="${choice}"]`)!.click();
  await frames();
  parts.querySelector<HTMLElement>(`button[value=${button}]`)!.click();
}

async function makeProfile(test: PeopleClient, properties: object = {}, size = {}) {
  const box = place(html`<im-profile style="flex: 1" .client=${test.client}></im-profile>`, size);
  const element = box.querySelector('im-profile') as ImProfile;
  Object.assign(element, properties);
  await element.updateComplete;
  const inner = await until(() => element.shadowRoot!.querySelector<HTMLElement>('im-person-profile, im-own-profile'));
  const root = await until(() => inner.shadowRoot);
  const write = (name: string, words: string): void => {
    const field = root.querySelector(`[name="${name}"]`) as HTMLInputElement;
    field.value = words;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };
  const save = async (): Promise<void> =>
    (await until(() => root.querySelector<HTMLElement>('form .solid.primary:not(:disabled)'))).click();
  return { box, element, root, write, save };
}

describe('profile', () => {
  afterEach(clean);

  it('shows names, presence, the fields of the page; keeps remark and notes', async () => {
    const test = known();
    test.store.commit('local', (writer) =>
      writer.put('user', 'ann', { id: 'ann', name: 'Ann Lee', status: 'Lamps', fields: { phone: '12', secret: 'no' } }),
    );
    const made = await makeProfile(test, { userId: 'ann', fields: [{ id: 'phone', label: 'Phone' }] });
    await until(() => made.root.querySelector('h3')?.textContent === 'Boss');
    test.here('ann', 'away');
    await until(() => made.root.textContent!.includes('Away'));
    expect(made.root.textContent).to.include('Ann Lee').and.include('Phone').and.not.include('no');
    made.write('notes', 'Likes coffee');
    await made.save();
    await until(() => test.called('contacts.update').length === 1);
    expect(test.called('contacts.update')[0]).to.deep.equal(['ann', { notes: 'Likes coffee' }]);
    await until(() => made.root.textContent!.includes('Saved.'));
    expect(await faults(made.element)).to.deep.equal([]);
  });

  it('offers what may be done with a stranger, and does it', async () => {
    const test = new PeopleClient().list('group:team', 'direct:ann') as PeopleClient;
    const made = await makeProfile(test, { userId: 'bob' });
    await until(() => test.called('blocklist.load').length === 1);
    const act = (name: string): Promise<HTMLElement> =>
      until(() => made.root.querySelector<HTMLElement>(`[data-act=${name}]:not(:disabled)`), name);
    await until(() => made.root.querySelector('[data-act=block]')?.textContent?.includes('Unblock'));
    expect(made.root.querySelector('[data-act=add]')).to.equal(null);
    (await act('block')).click();
    await until(() => test.called('unblock').length === 1);
    test.store.commit('remote', (writer) => writer.list('blocked', []));
    (await act('add')).click();
    await answer('add');
    await until(() => made.root.querySelector('.waits'));
    (await act('share')).click();
    await answer('send', 'group:team');
    await until(() => test.sent.length === 1);
    expect(test.sent[0]).to.deep.include({ id: 'group:team' });
    expect(test.sent[0]!.content).to.deep.equal({ kind: 'contact', userId: 'bob', name: 'Bob Okoro' });
    const asked: unknown[] = [];
    made.element.addEventListener('im-select-request', (event) => asked.push((event as CustomEvent).detail));
    (await openDialog()).close();
    (await act('message')).click();
    expect(asked).to.deep.equal([{ userId: 'bob', conversationId: 'direct:bob' }]);
  });

  it('changes of oneself what is different, and nothing else', async () => {
    const test = new PeopleClient();
    test.here(SELF, 'online', { words: 'Here' });
    const made = await makeProfile(test, {
      fields: [
        { id: 'about', label: 'About' },
        { id: 'no', label: 'Nr', fixed: true },
      ],
    });
    await until(() => made.root.querySelector<HTMLInputElement>('[name=name]')?.value === 'Mira');
    await until(() => test.watched.includes(SELF), 'what one says is watched');
    made.write('status', 'Away soon');
    made.write('field-about', 'Lamps');
    await made.save();
    await until(() => test.called('users.update').length === 1);
    expect(test.called('users.update')[0]).to.deep.equal([{ status: 'Away soon', fields: { about: 'Lamps' } }]);
    expect(test.called('presence.set')).to.deep.equal([]);
    await until(() => made.root.textContent!.includes('Saved.'));
    made.write('presence', '');
    await made.save();
    await until(() => test.called('presence.set').length === 1);
    expect(test.called('presence.set')[0]).to.deep.equal([{ words: null }]);
    test.refuses = forbidden();
    made.write('name', 'Mira K');
    await made.save();
    await until(() => made.root.querySelector('[role=alert]')?.textContent?.includes('You may not do this'));
    expect(made.root.querySelector<HTMLInputElement>('[name=name]')!.value).to.equal('Mira K');
    expect(await faults(made.element)).to.deep.equal([]);
  });

  it('makes a picture small and square before it keeps it', async () => {
    const test = new PeopleClient();
    const made = await makeProfile(test);
    made.write('status', 'Half written');
    const canvas = document.createElement('canvas');
    canvas.width = 900;
    canvas.height = 500;
    canvas.getContext('2d')!.fillRect(0, 0, 900, 500);
    const blob = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made as Blob)));
    const data = new DataTransfer();
    data.items.add(new File([blob], 'a.png', { type: 'image/png' }));
    const input = await until(() => made.root.querySelector<HTMLInputElement>('input[type=file]'));
    input.files = data.files;
    input.dispatchEvent(new Event('change'));
    await until(() => test.called('users.update').length === 1);
    expect(test.called('users.update')[0]).to.deep.equal([{ avatar: 'file-1' }]);
    expect(made.root.querySelector<HTMLInputElement>('[name=status]')!.value).to.equal('Half written');
    await made.save();
    await until(() => test.called('users.update').length === 2);
    expect(test.called('users.update')[1]).to.deep.equal([{ status: 'Half written' }]);
    const kept = await createImageBitmap(test.called('users.picture')[0]![0] as Blob);
    expect([kept.width, kept.height]).to.deep.equal([256, 256]);
  });

  it('stands over the page, and says whether the conversation was asked for', async () => {
    const box = place(html`<button>Open</button>`);
    const shown = openProfile(known().client, 'ann', box.querySelector('button') as HTMLElement);
    const dialog = await openDialog();
    const profile = dialog.querySelector('im-profile') as ImProfile;
    const inner = await until(() => profile.shadowRoot?.querySelector('im-person-profile')?.shadowRoot);
    (await until(() => inner.querySelector<HTMLElement>('[data-act=message]'))).click();
    expect(await shown).to.equal(true);
    expect(box.querySelector('im-profile-dialog')).to.equal(null);
  });
});

async function makeSettings(test: PeopleClient, size = {}) {
  const box = place(html`<im-settings style="flex: 1" .client=${test.client}></im-settings>`, size);
  const element = box.querySelector('im-settings') as ImSettings;
  const root = element.shadowRoot as ShadowRoot;
  await element.updateComplete;
  const field = <T extends HTMLElement = HTMLInputElement>(name: string): Promise<T> =>
    until(() => root.querySelector<T>(`[data-set="${name}"]:not(:disabled)`), name);
  const choose = async (name: string, value: string): Promise<void> => {
    const one = await field<HTMLSelectElement>(name);
    one.value = value;
    one.dispatchEvent(new Event('change'));
  };
  const last = (): unknown => test.called('settings.set').at(-1)?.[0];
  return { box, element, root, field, choose, last };
}

describe('settings', () => {
  afterEach(clean);

  it('sets one thing at a time, and shows what was kept', async () => {
    const test = new PeopleClient();
    const made = await makeSettings(test);
    (await made.field('receipts')).click();
    await until(() => made.last());
    expect(made.last()).to.deep.equal({ privacy: { receipts: false } });
    await made.choose('accept', 'nobody');
    await until(() => test.called('settings.set').length === 2);
    expect(made.last()).to.deep.equal({ contacts: { accept: 'nobody' } });
    await made.choose('kind-group', 'mentions');
    await until(() => test.called('settings.set').length === 3);
    expect(made.last()).to.deep.equal({ notify: { kinds: { group: 'mentions' } } });
    await made.choose('pause', '8');
    await until(() => made.root.textContent!.includes('Paused until'));
    expect(made.last()).to.deep.equal({ notify: { pausedUntil: NOW + 8 * 3_600_000 } });
    expect(await faults(made.element)).to.deep.equal([]);
  });

  it('has quiet hours over midnight, in a zone, with a level', async () => {
    const test = new PeopleClient();
    const made = await makeSettings(test);
    (await made.field('quiet')).click();
    await until(() => made.last());
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(made.last()).to.deep.equal({ notify: { quiet: { start: '22:00', minutes: 540, level: 'none', zone } } });
    await made.choose('quiet-end', '06:30');
    await until(() => test.called('settings.set').length === 2);
    expect(made.last()).to.deep.equal({ notify: { quiet: { start: '22:00', minutes: 510, level: 'none', zone } } });
    await made.choose('quiet-start', '23:00');
    await until(() => test.called('settings.set').length === 3);
    expect(made.last()).to.deep.equal({ notify: { quiet: { start: '23:00', minutes: 450, level: 'none', zone } } });
  });

  it('offers the levels that are kept, and one silence where one alone can stand', async () => {
    const test = new PeopleClient();
    const levels = { all: ['all', 'none'], quiet: ['none'] } as const;
    Object.assign(test, { limits: { ...test.limits, silences: 1, levels } });
    const made = await makeSettings(test);
    const names = () => [...made.root.querySelectorAll<HTMLElement>('[data-set]')].map((one) => one.dataset.set);
    const all = await made.field<HTMLSelectElement>('all');
    expect([...all.options].map(({ value }) => value)).to.deep.equal(['all', 'none']);
    (await made.field('quiet')).click();
    await until(() => names().includes('quiet-start'), 'the hours');
    expect(names().filter((one) => ['pause', 'all', 'quiet-level'].includes(one ?? ''))).to.deep.equal([]);
    (await made.field('quiet')).click();
    await made.choose('pause', '8');
    await until(() => names().includes('resume'), 'the pause');
    expect(names().filter((one) => ['all', 'quiet'].includes(one ?? ''))).to.deep.equal([]);
    (await made.field('resume')).click();
    await until(() => names().includes('all') && names().includes('quiet'), 'all of them');
  });

  it('takes back what was refused, and says why', async () => {
    const test = new PeopleClient();
    const made = await makeSettings(test);
    const box = await made.field('typing');
    test.refuses = forbidden();
    box.click();
    await until(() => made.root.querySelector('.trouble')?.textContent?.includes('You may not do this'));
    await until(() => box.checked);
  });

  it('shows nothing that the back end does not have', async () => {
    const test = new PeopleClient();
    for (const one of ['privacy', 'request-contact', 'mute', 'block', 'devices', 'erase']) test.denied.add(one);
    const made = await makeSettings(test);
    await frames(4);
    expect(made.root.querySelectorAll('section').length).to.equal(0);
    const some = new PeopleClient();
    some.kept = { privacy: { receipts: true, typing: true }, push: { detail: true, whileOnline: true } };
    some.denied.add('erase');
    const second = await makeSettings(some);
    await second.field('receipts');
    expect(
      [...second.root.querySelectorAll('section')].map((one) => one.getAttribute('aria-labelledby')),
    ).to.deep.equal(['privacy', 'push', 'muted', 'blocked', 'devices']);
    expect(second.root.querySelector('[data-set=last-seen]')).to.equal(null);
  });

  it('lets people and sessions go, and asks twice before it erases', async () => {
    const test = new PeopleClient();
    test.sessions = [
      { id: 'a', class: 'web', online: true, seenAt: NOW, own: true },
      { id: 'b', class: 'mobile', name: 'Pixel', online: false, seenAt: NOW - 3_600_000, own: false },
    ];
    const made = await makeSettings(test);
    const list = (at: number): Promise<ShadowRoot> =>
      until(() => [...made.root.querySelectorAll('im-own-list')][at]?.shadowRoot);
    await made.field('receipts');
    const blocked = await list(1);
    (await until(() => blocked.querySelector<HTMLElement>('li .text-button:not(:disabled)'))).click();
    await until(() => test.called('unblock').length === 1);
    const devices = await list(2);
    await until(() => devices.querySelectorAll('li').length === 2);
    expect(devices.querySelectorAll('li .text-button').length).to.equal(1);
    devices.querySelector<HTMLElement>('li .text-button')!.click();
    await answer('end');
    await until(() => test.called('devices.end').length === 1);
    await until(() => ![...all(document.body)].some(({ localName }) => localName === 'im-dialog'));
    (await made.field('erase')).click();
    await answer('on');
    await until(() => [...all(document.body)].some((one) => one.textContent === 'Are you sure?'));
    expect(test.called('erase')).to.deep.equal([]);
    await answer('erase');
    await until(() => test.called('erase').length === 1);
  });

  it('is right in other languages and directions', async () => {
    registerPseudo();
    const test = new PeopleClient();
    const made = await makeSettings(test, { lang: PSEUDO });
    await until(() => made.root.textContent!.includes('⟦'));
    await made.field('receipts');
    await until(() => untranslated(made.element).length === 0, untranslated(made.element).join());
    const arabic = await makeSettings(new PeopleClient(), { lang: 'ar', dir: 'rtl' });
    await arabic.field('receipts');
    expect(await faults(arabic.element)).to.deep.equal([]);
  });
});
