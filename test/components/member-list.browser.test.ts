import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/member-list/index.js';
import type { ImMemberList } from '../../components/member-list/index.js';
import { ImError, type Member, type Outcomes, type Role } from '../../core/index.js';
import { allowed, type GroupAction, RIGHTS } from '../../hub/protocol/rights.js';
import { faults } from './helpers/check.js';
import { NOW, SELF } from './helpers/client.js';
import { clean, place, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

const PAGE = 50;

/** A group of any size behind a back end that gives pages; what may be done says the matrix itself. */
class GroupClient extends WritingClient {
  readonly people: Member[] = [];
  role: Role = 'owner';
  outcomes = new Map<string, ImError>();

  constructor(count: number) {
    super();
    for (let at = 0; at < count; at++)
      this.people.push({
        groupId: 'team',
        userId: at === 0 ? SELF : `p${at}`,
        role: at === 0 ? this.role : at < 3 ? 'admin' : 'member',
        ...(at === 4 && { mutedUntil: NOW + 3_600_000 }),
        ...(at === 5 && { card: 'The fifth' }),
      });
    this.store.commit('remote', (writer) => {
      for (const { userId } of this.people.slice(1))
        writer.put('user', userId, { id: userId, name: `Person ${userId}` });
      writer.put('group', 'team', { id: 'team', kind: 'group', type: 'work', name: 'Team', memberCount: count });
    });
    this.list('group:team');
    const log =
      (name: string) =>
      async (...args: unknown[]): Promise<unknown> => {
        this.calls.push([name, ...args]);
        if (this.fails) throw this.fails;
        const users = args[1];
        return Array.isArray(users)
          ? (new Map(users.map((id) => [id, this.outcomes.get(id) ?? 'done'])) as Outcomes<string>)
          : undefined;
      };
    Object.assign(this.groups, {
      moreMembers: async () => {
        this.calls.push(['moreMembers']);
        await wait(1);
        if (this.fails) throw this.fails;
        const held = this.store.list('members/team');
        const page = this.people.slice(held.length, held.length + PAGE);
        this.store.commit('remote', (writer) => {
          for (const one of page) writer.put('member', `team/${one.userId}`, one);
          writer.list('members/team', [...held, ...page.map(({ userId }) => userId)]);
        });
        return held.length + page.length < this.people.length;
      },
      members: async (_: string, query: { words?: string; roles?: Role[]; muted?: boolean }) => {
        this.calls.push(['members', query]);
        await wait(1);
        return {
          items: this.people.filter(
            (one) =>
              (!query.words || one.userId.includes(query.words)) &&
              (!query.roles || query.roles.includes(one.role)) &&
              (!query.muted || one.mutedUntil),
          ),
        };
      },
      kick: log('kick'),
      mute: log('mute'),
      setRole: log('setRole'),
      transfer: log('transfer'),
      exempt: log('exempt'),
      updateMember: log('updateMember'),
    });
    Object.assign(this, { presence: { watch: () => () => {} } });
  }

  override can(action: string, target?: string, about?: { other?: Role }): string {
    if (!target || !Object.hasOwn(RIGHTS, action)) return super.can(action);
    return allowed(action as GroupAction, { role: this.role, type: 'work', ...about }) ? 'available' : 'unavailable';
  }
}

const make = async (test: GroupClient, size?: Parameters<typeof place>[1]) => {
  const box = place(html`<im-member-list style="flex:1" .client=${test.client} group="team"></im-member-list>`, size);
  const list = box.querySelector('im-member-list') as ImMemberList;
  const root = list.renderRoot as ShadowRoot;
  const rows = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('im-member')];
  await until(() => rows().length > 0);
  const inner = (row: HTMLElement): HTMLElement => row.shadowRoot?.querySelector('im-person') as HTMLElement;
  const menu = async (at: number): Promise<string[]> => {
    const row = rows()[at] as HTMLElement & { openMenu(): void };
    row.openMenu();
    const open = root.querySelector('im-menu') as HTMLElement & { open: boolean };
    await until(() => open.open);
    return [...(open.shadowRoot?.querySelectorAll<HTMLElement>('.item') ?? [])].map(({ dataset }) => dataset.id ?? '');
  };
  const choose = (id: string): void =>
    root.querySelector('im-menu')?.shadowRoot?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.click();
  /** Answers the dialog that is open beside the list. */
  const answer = async (id: string): Promise<void> => {
    const button = await until(() =>
      box.querySelector('im-dialog')?.shadowRoot?.querySelector<HTMLElement>(`button[value="${id}"]`),
    );
    button.click();
    await until(() => !box.querySelector('im-dialog'));
  };
  return { box, list, root, rows, inner, menu, choose, answer };
};

describe('member list', () => {
  afterEach(clean);

  it('holds few rows of 3,000 members, and asks for pages only as one scrolls', async () => {
    const test = new GroupClient(3000);
    const { root, rows, list } = await make(test);
    await until(() => test.called('moreMembers').length >= 1);
    expect(test.called('moreMembers').length).to.be.below(4);
    const scroller = root.querySelector('.scroller') as HTMLElement;
    for (let turn = 0; turn < 5; turn++) {
      const before = test.store.list('members/team').length;
      scroller.scrollTop = scroller.scrollHeight;
      await until(() => test.store.list('members/team').length > before);
    }
    await list.updateComplete;
    expect(rows().length).to.be.below(60);
    expect(test.store.list('members/team').length).to.be.below(3000);
  });

  it('shows roles, cards and who is muted, and is fit for all', async () => {
    const { box, rows, inner } = await make(new GroupClient(8));
    await until(() => rows().length === 8);
    await until(() =>
      rows()[5]?.shadowRoot?.querySelector('im-person')?.shadowRoot?.textContent?.includes('The fifth'),
    );
    expect(inner(rows()[0] as HTMLElement).textContent).to.contain('Owner');
    expect(inner(rows()[1] as HTMLElement).textContent).to.contain('Admin');
    expect(rows()[4]?.shadowRoot?.querySelector('[role=img]')?.getAttribute('aria-label')).to.contain('Muted until');
    expect(await faults(box)).to.deep.equal([]);
  });

  it('offers exactly what the matrix allows', async () => {
    const test = new GroupClient(8);
    const { menu, list } = await make(test);
    expect(await menu(1)).to.deep.equal([
      'message',
      'profile',
      'card',
      'unset-admin',
      'transfer',
      'mute',
      'exempt-on',
      'remove',
      'ban',
    ]);
    expect(await menu(0)).to.deep.equal(['profile', 'card']);
    test.role = 'admin';
    list.requestUpdate();
    expect(await menu(1)).to.deep.equal(['message', 'profile']);
    expect(await menu(4)).to.deep.equal(['message', 'profile', 'card', 'mute', 'exempt-on', 'remove', 'ban']);
    test.role = 'member';
    expect(await menu(4)).to.deep.equal(['message', 'profile']);
  });

  it('acts on one: role, mute for a time, owner, removal, each after a cancelable event', async () => {
    const test = new GroupClient(8);
    const { menu, choose, answer, list } = await make(test);
    await menu(3);
    choose('set-admin');
    await until(() => test.called('setRole').length);
    expect(test.called('setRole')[0]).to.deep.equal(['team', ['p3'], 'admin']);
    await menu(4);
    choose('mute');
    await until(() => list.renderRoot.querySelector('im-menu')?.shadowRoot?.querySelector('[data-id="mute-60"]'));
    choose('mute-60');
    await until(() => test.called('mute').length);
    expect(test.called('mute')[0]).to.deep.equal(['team', ['p4'], NOW + 3_600_000]);
    await menu(3);
    choose('transfer');
    await answer('transfer');
    expect(test.called('transfer')[0]).to.deep.equal(['team', 'p3']);
    list.addEventListener('im-group-kick-request', (event) => event.preventDefault(), { once: true });
    await menu(3);
    choose('remove');
    await answer('remove');
    expect(test.called('kick')).to.deep.equal([]);
    await menu(3);
    choose('ban');
    await answer('remove');
    expect(test.called('kick')[0]).to.deep.equal(['team', ['p3'], { ban: true }]);
  });

  it('removes several, and says for whom not and why', async () => {
    const test = new GroupClient(8);
    test.outcomes.set('p5', new ImError('forbidden'));
    const { root, rows, inner, list, answer } = await make(test);
    (root.querySelector('[data-tool=select]') as HTMLElement).click();
    await list.updateComplete;
    for (const at of [4, 5]) {
      await until(() => inner(rows()[at] as HTMLElement).shadowRoot?.querySelector('[role=checkbox]'));
      inner(rows()[at] as HTMLElement)
        .shadowRoot?.querySelector<HTMLElement>('.row')
        ?.click();
      await list.updateComplete;
    }
    (root.querySelector('[data-act=remove]') as HTMLElement).click();
    await answer('remove');
    expect(test.called('kick')[0]?.[1]).to.deep.equal(['p4', 'p5']);
    const results = await until(() => root.querySelector('[part=results]'));
    expect(results.textContent).to.contain('Done for 1 person.');
    expect(results.querySelector('li')?.textContent).to.contain('You may not do this here.');
  });

  it('searches and filters at the back end', async () => {
    const test = new GroupClient(40);
    const { root, rows, list } = await make(test);
    const field = root.querySelector('input') as HTMLInputElement;
    field.value = 'p33';
    field.dispatchEvent(new InputEvent('input'));
    await until(() => rows().length === 1);
    field.value = 'nobody';
    field.dispatchEvent(new InputEvent('input'));
    await until(() => root.querySelector('[part=empty]')?.textContent?.includes('No member found'));
    field.value = '';
    field.dispatchEvent(new InputEvent('input'));
    list.filter = 'admins';
    await until(() => rows().length === 3);
    list.filter = 'muted';
    await until(() => rows().length === 1);
  });

  it('says what went wrong, and tries again', async () => {
    const test = new GroupClient(8);
    test.fails = new ImError('timeout');
    const box = place(html`<im-member-list style="flex:1" .client=${test.client} group="team"></im-member-list>`);
    const list = box.querySelector('im-member-list') as ImMemberList;
    const alert = await until(() => list.renderRoot.querySelector('[role=alert]'));
    test.fails = undefined;
    alert.querySelector('button')?.click();
    await until(() => list.renderRoot.querySelectorAll('im-member').length === 8);
  });
});
