import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/applications/index.js';
import '../../components/group-create/index.js';
import '../../components/group-panel/index.js';
import type { ImApplications } from '../../components/applications/index.js';
import type { ImGroupCreate } from '../../components/group-create/index.js';
import type { ImGroupPanel } from '../../components/group-panel/index.js';
import { type Application, type Group, ImError, type Role } from '../../core/index.js';
import { allowed, type GroupAction, RIGHTS } from '../../hub/protocol/rights.js';
import { faults } from './helpers/check.js';
import { NOW, SELF } from './helpers/client.js';
import { clean, place, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

class PlaceClient extends WritingClient {
  role: Role = 'owner';
  outcomes = new Map<string, ImError | string>();
  listed: Group[] = [];
  inbox: Application[] = [];

  constructor() {
    super();
    this.list('group:team');
    this.store.commit('remote', (writer) => {
      writer.put('group', 'team', {
        id: 'team',
        kind: 'group',
        type: 'work',
        name: 'Team',
        ownerId: 'bob',
        memberCount: 3,
        introduction: 'Who makes it',
        announcement: { text: 'Thursday!', at: NOW - 60_000, by: 'ann' },
      });
      for (const userId of [SELF, 'ann', 'bob'])
        writer.put('member', `team/${userId}`, { groupId: 'team', userId, role: userId === SELF ? 'owner' : 'member' });
      writer.list('members/team', [SELF, 'ann', 'bob']);
      writer.list('contacts', ['ann', 'bob', 'cid']);
      writer.put('user', 'cid', { id: 'cid', name: 'Cid' });
    });
    const log =
      (name: string, result?: unknown) =>
      async (...args: unknown[]): Promise<unknown> => {
        this.calls.push([name, ...args]);
        await wait(1);
        if (this.fails) throw this.fails;
        return typeof result === 'function' ? result(...args) : result;
      };
    const each = (_: string, users: readonly string[]): Map<string, unknown> =>
      new Map(users.map((id) => [id, this.outcomes.get(id) ?? 'joined']));
    Object.assign(this.groups, {
      get: log('get', []),
      update: log('update'),
      announce: log('announce'),
      muteAll: log('muteAll'),
      invite: log('invite', each),
      leave: log('leave'),
      dismiss: log('dismiss'),
      members: log('members', () => ({
        items: ['ann', 'bob'].map((userId) => ({ groupId: 'team', userId, role: 'member' })),
      })),
      banned: log('banned', () => ({ items: ['cid'] })),
      unban: log('unban', each),
      create: log('create', ({ id }: { id?: string }) => `group:${id ?? 'made'}`),
      directory: log('directory', () => ({ items: this.listed })),
      join: log('join', 'pending'),
      moreApplications: log('moreApplications', () => {
        this.store.commit('remote', (writer) => {
          for (const one of this.inbox) writer.put('application', one.id, one);
          writer.list(
            'applications',
            this.inbox.map(({ id }) => id),
          );
        });
        return false;
      }),
      readApplications: log('readApplications'),
      accept: log('accept'),
      refuse: log('refuse'),
    });
    Object.assign(this, {
      presence: { watch: () => () => {} },
      contacts: { load: async () => {}, search: async () => ['cid'] },
    });
    Object.assign(this.users, { search: async () => ({ items: [] }), get: async () => [] });
  }

  override can(action: string, target?: string, about?: { other?: Role }): string {
    if (!target || !Object.hasOwn(RIGHTS, action)) return super.can(action);
    const { locked } = this.store.get('conversation', 'group:team')?.standing ?? {};
    const facts = { role: this.role, type: 'work', ...(locked && { locked }), ...about } as const;
    return allowed(action as GroupAction, facts) ? 'available' : 'unavailable';
  }
}

/** Answers the dialog that is open within. */
const answer = async (within: ParentNode, id: string, words?: string): Promise<void> => {
  const dialog = await until(() => within.querySelector('im-dialog'));
  const button = await until(() => dialog.shadowRoot?.querySelector<HTMLElement>(`button[value="${id}"]`));
  const field = dialog.shadowRoot?.querySelector('textarea');
  if (field && words !== undefined) field.value = words;
  button.click();
  await until(() => !dialog.isConnected);
};

describe('group panel', () => {
  afterEach(clean);
  const make = async (test: PlaceClient) => {
    const box = place(
      html`<im-group-panel style="flex:1" .client=${test.client} conversation="group:team"></im-group-panel>`,
    );
    const panel = box.querySelector('im-group-panel') as ImGroupPanel;
    const root = panel.renderRoot as ShadowRoot;
    await until(() => root.querySelector('[part=head]'));
    const act = (name: string): HTMLElement => root.querySelector(`[data-act=${name}]`) as HTMLElement;
    return { box, panel, root, act };
  };

  it('shows the group to each as he may have it', async () => {
    const test = new PlaceClient();
    const { box, panel, root, act } = await make(test);
    expect(root.textContent).to.contain('Thursday!').and.to.contain('Who makes it').and.to.contain('3 members');
    for (const name of ['policy', 'invites', 'history', 'listed', 'mute-all', 'leave', 'dismiss'])
      expect(act(name), name).not.to.equal(null);
    expect(await faults(box)).to.deep.equal([]);
    test.role = 'member';
    panel.requestUpdate();
    await until(() => !act('dismiss'));
    for (const name of ['policy', 'mute-all']) expect(act(name), name).to.equal(null);
    expect(act('leave')).not.to.equal(null);
    test.store.commit('remote', (writer) =>
      writer.patch('conversation', 'group:team', { standing: { locked: 'removed' } }),
    );
    await until(() => root.textContent?.includes('You are not in this group any more.'));
    expect(act('leave')).to.equal(null);
  });

  it('changes what is changed, after a cancelable event', async () => {
    const test = new PlaceClient();
    const { box, panel, root, act } = await make(test);
    root.querySelector<HTMLElement>('[aria-label="Edit Name"]')?.click();
    await answer(box, 'save', 'Crew');
    expect(test.called('update')[0]).to.deep.equal(['team', { name: 'Crew' }]);
    root.querySelector<HTMLElement>('[aria-label="Edit Announcement"]')?.click();
    await answer(box, 'notify', 'Friday!');
    expect(test.called('announce')[0]).to.deep.equal(['team', 'Friday!', { notify: true }]);
    panel.addEventListener('im-group-mute-all-request', (event) => event.preventDefault(), { once: true });
    act('mute-all').click();
    act('mute-all').click();
    await until(() => test.called('muteAll').length === 1);
    const policy = act('policy') as HTMLSelectElement;
    policy.value = 'open';
    policy.dispatchEvent(new Event('change'));
    await until(() => test.called('update').length === 2);
    expect(test.called('update')[1]).to.deep.equal(['team', { policy: 'open' }]);
  });

  it('adds people, and says of each what became of him', async () => {
    const test = new PlaceClient();
    test.outcomes.set('cid', new ImError('forbidden'));
    const { root } = await make(test);
    root.querySelector<HTMLElement>('[data-go=add]')?.click();
    const add = await until(() => root.querySelector('im-add-people')?.shadowRoot);
    const picker = await until(() => add.querySelector('im-people-picker')?.shadowRoot);
    const row = (at: number): HTMLElement | null | undefined =>
      picker.querySelectorAll('im-person')[at]?.shadowRoot?.querySelector<HTMLElement>('.row');
    await until(() => row(2));
    expect((row(0) as HTMLButtonElement).disabled).to.equal(true);
    row(2)?.click();
    const button = add.querySelector('[data-act=add]') as HTMLButtonElement;
    await until(() => !button.disabled);
    button.click();
    await until(() => add.querySelector('.results')?.textContent?.includes('Cid: You may not do this here.'));
    expect(test.called('invite')[0]).to.deep.equal(['team', ['cid'], undefined]);
    expect(button.disabled).to.equal(false);
  });

  it('names who follows an owner who leaves, and asks twice before all is over', async () => {
    const test = new PlaceClient();
    test.store.commit('remote', (writer) =>
      writer.patch('conversation', 'group:team', { standing: { role: 'owner' } }),
    );
    const { box, act } = await make(test);
    act('leave').click();
    const dialog = await until(() => box.querySelector('im-dialog'));
    const heir = await until(() => dialog.shadowRoot?.querySelector<HTMLInputElement>('input[value=ann]'));
    heir.click();
    const button = dialog.shadowRoot?.querySelector('button[value=leave]') as HTMLButtonElement;
    await until(() => !button.disabled);
    await answer(box, 'leave');
    expect(test.called('leave')[0]).to.deep.equal(['team', 'ann']);
    act('dismiss').click();
    await answer(box, 'on');
    expect(test.called('dismiss')).to.deep.equal([]);
    await answer(box, 'dismiss');
    expect(test.called('dismiss')[0]).to.deep.equal(['team']);
  });

  it('lifts a ban', async () => {
    const test = new PlaceClient();
    const { root } = await make(test);
    root.querySelector<HTMLElement>('[data-go=banned]')?.click();
    const banned = await until(() => root.querySelector('im-banned-list')?.shadowRoot);
    (await until(() => banned.querySelector<HTMLElement>('.text-button'))).click();
    await until(() => banned.textContent?.includes('Nobody is banned'));
    expect(test.called('unban')[0]).to.deep.equal(['team', ['cid']]);
  });
});

describe('making and finding groups', () => {
  afterEach(clean);
  const make = async (test: PlaceClient, view: 'create' | 'find') => {
    const box = place(html`<im-group-create style="flex:1" .client=${test.client} view=${view}></im-group-create>`);
    const element = box.querySelector('im-group-create') as ImGroupCreate;
    const root = await until(() => element.renderRoot.querySelector('.body')?.shadowRoot);
    return { box, element, root };
  };

  it('makes a group, asks people in, and says who could not be', async () => {
    const test = new PlaceClient();
    test.outcomes.set('bob', new ImError('blocked'));
    const { box, element, root } = await make(test, 'create');
    expect(await faults(box)).to.deep.equal([]);
    const field = (name: string): HTMLInputElement => root.querySelector(`[name=${name}]`) as HTMLInputElement;
    field('name').value = 'Crew';
    field('id').value = 'crew';
    root.querySelector<HTMLInputElement>('[value=meeting]')?.click();
    const picker = await until(() => root.querySelector('im-people-picker')?.shadowRoot);
    await until(() => picker.querySelectorAll('im-person')[1]?.shadowRoot?.querySelector('.row'));
    for (const at of [0, 1])
      picker.querySelectorAll('im-person')[at]?.shadowRoot?.querySelector<HTMLElement>('.row')?.click();
    const created = new Promise<CustomEvent>((resolve) =>
      element.addEventListener('im-group-created', (event) => resolve(event as CustomEvent)),
    );
    root.querySelector<HTMLElement>('[type=submit]')?.click();
    expect((await created).detail.conversationId).to.equal('group:crew');
    expect(test.called('create')[0]).to.deep.equal([{ type: 'meeting', id: 'crew', name: 'Crew' }]);
    expect(test.called('invite')[0]?.slice(0, 2)).to.deep.equal(['crew', ['ann', 'bob']]);
    await until(() => root.textContent?.includes('This person does not take your messages.'));
  });

  it('keeps what was written when it was refused', async () => {
    const test = new PlaceClient();
    const { root } = await make(test, 'create');
    const name = root.querySelector('[name=name]') as HTMLInputElement;
    name.value = 'Crew';
    test.fails = new ImError('conflict');
    root.querySelector<HTMLElement>('[type=submit]')?.click();
    await until(() => root.querySelector('[role=alert]')?.textContent?.includes('This id is used already.'));
    expect(name.value).to.equal('Crew');
  });

  it('applies to a group of the directory with words', async () => {
    const test = new PlaceClient();
    test.listed = [
      { id: 'brass', kind: 'group', type: 'public', policy: 'apply', name: 'Brass', memberCount: 12 },
      { id: 'closed', kind: 'group', policy: 'invite', name: 'Closed' },
    ];
    const { box, element, root } = await make(test, 'find');
    await until(() => root.querySelectorAll('.group').length === 2);
    expect(await faults(box)).to.deep.equal([]);
    root.querySelector<HTMLElement>('[data-group=brass] button')?.click();
    await answer(element.renderRoot as ShadowRoot, 'apply', 'I polish');
    expect(test.called('join')[0]).to.deep.equal(['brass', 'I polish']);
    await until(() => root.querySelector('[data-group=brass]')?.textContent?.includes('Waiting for an answer'));
    expect(root.querySelector('[data-group=closed] button')).to.equal(null);
  });

  it('asks for no list where groups are found by words alone', async () => {
    const test = new PlaceClient();
    test.denied.add('directory');
    test.listed = [{ id: 'brass', kind: 'group', type: 'public', policy: 'apply', name: 'Brass' }];
    const { box, root } = await make(test, 'find');
    await until(() => root.textContent?.includes('Search groups by name or id'));
    expect(await faults(box)).to.deep.equal([]);
    const input = root.querySelector('input') as HTMLInputElement;
    input.value = 'bra';
    input.dispatchEvent(new Event('input'));
    await until(() => root.querySelectorAll('.group').length === 1);
    expect(test.called('directory')).to.deep.equal([['bra', undefined]]);
    input.value = '';
    input.dispatchEvent(new Event('input'));
    await until(() => root.querySelectorAll('.group').length === 0);
    expect(test.called('directory').length).to.equal(1);
  });
});

describe('applications', () => {
  afterEach(clean);
  const one = { groupId: 'team', at: NOW - 60_000, read: false, state: 'pending' } as const;

  it('accepts, refuses with a reason, and says who was faster', async () => {
    const test = new PlaceClient();
    test.inbox = [
      { ...one, id: 'a1', userId: 'cid', words: 'Let me in' },
      { ...one, id: 'a2', userId: SELF, invitedBy: 'ann', groupId: 'other' },
      { ...one, id: 'a3', userId: 'bob' },
    ];
    const box = place(html`<im-applications style="flex:1" .client=${test.client}></im-applications>`);
    const list = box.querySelector('im-applications') as ImApplications;
    const at = (id: string): HTMLElement => list.renderRoot.querySelector(`[data-application=${id}]`) as HTMLElement;
    await until(() => at('a3'));
    await until(() => test.called('readApplications').length === 1);
    expect(at('a1').textContent).to.contain('Wants to join').and.to.contain('Let me in');
    await until(() => at('a2').textContent?.includes('\u2068Ann Lee\u2069 invites you'));
    expect(await faults(box)).to.deep.equal([]);
    at('a2').querySelector<HTMLElement>('[data-act=accept]')?.click();
    await until(() => test.called('accept').length);
    expect(test.called('accept')[0]).to.deep.equal(['a2']);
    at('a3').querySelector<HTMLElement>('[data-act=refuse]')?.click();
    await answer(box, 'refuse', 'Full');
    expect(test.called('refuse')[0]).to.deep.equal(['a3', 'Full']);
    test.fails = new ImError('conflict');
    at('a1').querySelector<HTMLElement>('[data-act=accept]')?.click();
    await until(() => test.called('accept').length === 2);
    test.store.commit('remote', (writer) => writer.patch('application', 'a1', { state: 'accepted', by: 'ann' }));
    await until(() => at('a1').textContent?.includes('Accepted by \u2068Ann Lee\u2069'));
    await until(() => at('a1').textContent?.includes('Somebody else answered first.'));
  });

  it('says that there is none, and what went wrong', async () => {
    const test = new PlaceClient();
    test.fails = new ImError('timeout');
    const box = place(html`<im-applications style="flex:1" .client=${test.client}></im-applications>`);
    const list = box.querySelector('im-applications') as ImApplications;
    const alert = await until(() => list.renderRoot.querySelector('[role=alert]'));
    test.fails = undefined;
    alert.querySelector('button')?.click();
    await until(() => list.renderRoot.textContent?.includes('No applications'));
  });
});
