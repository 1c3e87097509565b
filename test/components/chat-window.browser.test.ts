import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/chat-window/index.js';
import { ImChatWindow } from '../../components/chat-window/index.js';
import type { ImComposer } from '../../components/composer/index.js';
import { isImError } from '../../core/index.js';
import { hubEngine } from '../../engines/hub/index.js';
import { pageHub, pageToken } from '../../hub/host/page/index.js';
import '../../components/client/index.js';
import type { ImClient } from '../../components/client/index.js';
import { faults, hit, injected, PSEUDO, registerPseudo, renders, untranslated, wordsOf, XSS } from './helpers/check.js';
import { DIRECT, GROUP, run } from './helpers/client.js';
import { clean, frames, place, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

async function make(test = new WritingClient(), more: Parameters<typeof place>[1] = {}, id: string = DIRECT) {
  const box = place(
    html`<im-chat-window style="flex: 1" .client=${test.client} conversation=${id}></im-chat-window>`,
    more,
  );
  const element = box.querySelector('im-chat-window') as ImChatWindow;
  await element.updateComplete;
  await frames(4);
  const root = element.shadowRoot as ShadowRoot;
  const text = (part: string): string | undefined => root.querySelector(`[part~=${part}]`)?.textContent?.trim();
  const composer = (): ImComposer => root.querySelector('im-composer') as ImComposer;
  return { test, box, element, root, text, composer };
}
const filled = (): WritingClient => new WritingClient().fill(DIRECT, run(DIRECT, 30)).fill(GROUP, run(GROUP, 30));
const files = (): DataTransfer => {
  const data = new DataTransfer();
  data.items.add(new File(['x'], 'a.txt', { type: 'text/plain' }));
  return data;
};
const drag = (target: Element, type: string, dataTransfer: DataTransfer): DragEvent => {
  const event = new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
};

describe('chat window', () => {
  afterEach(clean);

  it('calls a contact what the reader calls him: in its title, above messages, in who types', async () => {
    const made = await make(filled());
    const remark = (words: string | undefined): void =>
      made.test.store.commit('remote', (writer) =>
        writer.put('contact', 'ann', { userId: 'ann', groups: [], since: 1, ...(words && { remark: words }) }),
      );
    remark('Boss');
    await until(() => made.text('title') === 'Boss');
    made.element.conversation = GROUP;
    const senders = (): (string | undefined)[] =>
      [...made.root.querySelector('im-message-list')!.shadowRoot!.querySelectorAll('im-message')].map((row) =>
        row.shadowRoot!.querySelector('[part=sender]')?.textContent?.trim(),
      );
    await until(() => senders().includes('Boss'));
    made.test.type(GROUP, 'ann');
    await until(() => made.text('subtitle')?.includes('Boss'));
    remark(undefined);
    await until(() => senders().includes('Ann Lee') && !senders().includes('Boss'));
    await until(() => made.text('subtitle')?.includes('Ann Lee'));
  });

  it('says who it is, and what is going on there', async () => {
    const made = await make(filled());
    const { store } = made.test;
    const patch = (state: 'online' | 'away' | 'offline'): void =>
      store.commit('remote', (writer) => writer.put('presence', 'ann', { userId: 'ann', state }));
    expect(made.text('title')).to.equal('Ann Lee');
    expect(made.text('subtitle')).to.equal(undefined);
    patch('online');
    await until(() => made.text('subtitle') === 'Online');
    made.test.type(DIRECT, 'ann');
    await until(() => made.text('subtitle') === 'typing');
    made.test.type(DIRECT);
    patch('away');
    await until(() => made.text('subtitle') === 'Away');
    patch('offline');
    await until(() => made.text('subtitle') === undefined);
    made.element.conversation = GROUP;
    store.commit('remote', (writer) => writer.patch('conversation', GROUP, { memberCount: 4 }));
    await until(() => made.text('title') === 'Team' && made.text('subtitle') === '4 members');
    made.test.type(GROUP, 'bob');
    await until(() => made.text('subtitle') === 'Bob Okoro is typing');
  });

  it('moves nothing when somebody begins or stops typing, whatever the size of text', async () => {
    for (const size of ['', '32px']) {
      document.documentElement.style.fontSize = size;
      try {
        const made = await make(filled(), { height: 700 }, GROUP);
        const place = (): string => {
          const parts = ['header', 'im-message-list', 'im-composer'].map((name) => made.root.querySelector(name));
          return parts.map((part) => JSON.stringify(part?.getBoundingClientRect())).join();
        };
        const before = place();
        made.test.type(GROUP, 'bob');
        await until(() => made.root.querySelector('im-typing')?.shadowRoot?.querySelector('.line'), 'the line');
        await frames(2);
        expect(place(), `text of ${size || 'usual size'}`).to.equal(before);
        made.test.type(GROUP);
        await until(() => !made.root.querySelector('im-typing')?.shadowRoot?.querySelector('.line'), 'no line');
        expect(place()).to.equal(before);
        clean();
      } finally {
        document.documentElement.style.fontSize = '';
      }
    }
  });

  it('does not render for a message that comes', async () => {
    const made = await make(filled());
    const receive = (): void => {
      const [message] = run(DIRECT, 1);
      made.test.receive({ ...message!, id: 'new', serverId: 'new', order: { seq: 99, tie: 'new' } });
    };
    expect(await renders(ImChatWindow, receive)).to.deep.equal([]);
  });

  it('leads back when asked, unless there is nothing to lead back to', async () => {
    const made = await make(filled());
    expect(made.root.querySelector('[part=back]')).to.equal(null);
    made.element.back = true;
    await made.element.updateComplete;
    const asked: string[] = [];
    made.box.addEventListener('im-back-request', (event) => asked.push((event as CustomEvent).detail.conversationId));
    made.root.querySelector<HTMLElement>('[part=back]')!.click();
    expect(asked).to.deep.equal([DIRECT]);
  });

  it('puts the focus where one writes', async () => {
    const made = await make(filled());
    made.element.focus();
    await until(() => made.composer().shadowRoot!.activeElement?.localName === 'textarea');
  });

  it('takes files dropped anywhere on it, once, and shows that it does', async () => {
    const made = await make(filled());
    const data = files();
    const list = made.root.querySelector('im-message-list')!;
    const drop = made.root.querySelector<HTMLElement>('[part=drop]')!;
    expect(drop.hidden).to.equal(true);
    expect(drag(list, 'dragenter', data).defaultPrevented).to.equal(true);
    await until(() => {
      drag(list, 'dragover', data);
      return !drop.hidden;
    }, 'the invitation');
    expect(made.element.matches(':state(dragging)')).to.equal(true);
    drag(list, 'drop', data);
    await made.element.updateComplete;
    await made.composer().updateComplete;
    const staged = (): number => made.composer().shadowRoot!.querySelectorAll('.staged').length;
    expect(staged()).to.equal(1);
    expect(drop.hidden).to.equal(true);
    const field = made.composer().shadowRoot!.querySelector('textarea')!;
    drag(field, 'dragover', data);
    drag(field, 'drop', data);
    await made.composer().updateComplete;
    expect(staged(), 'the composer and the window do not both take them').to.equal(2);
    expect(made.element.matches(':state(dragging)')).to.equal(false);
    drag(list, 'dragover', data);
    await until(() => drop.hidden, 'a drag that went away in silence to be forgotten');
  });

  it('takes no files where none can be sent, and keeps them from replacing the page', async () => {
    const test = filled();
    test.denied.add('upload');
    const made = await make(test);
    const event = drag(made.root.querySelector('im-message-list')!, 'drop', files());
    expect(event.defaultPrevented).to.equal(true);
    expect(made.composer().shadowRoot!.querySelectorAll('.staged')).to.have.length(0);
  });

  describe('a wrong conversation', () => {
    for (const wrong of ['ann', 'direct:', 'person:ann', '<img src=x onerror=window.__hit=1>'])
      it(`"${wrong}" is told of once, and shows that none is chosen`, async () => {
        const errors: unknown[] = [];
        const hear = (event: Event): unknown => errors.push((event as CustomEvent).detail.error);
        document.addEventListener('im-error', hear);
        const made = await make(filled(), {}, wrong);
        made.element.requestUpdate();
        await made.element.updateComplete;
        document.removeEventListener('im-error', hear);
        expect(errors).to.have.length(1);
        expect(isImError(errors[0]) && [errors[0].code, errors[0].field]).to.deep.equal(['invalid', 'conversation']);
        expect(made.root.textContent).to.contain('No conversation chosen');
        made.element.conversation = DIRECT;
        await until(() => made.text('title') === 'Ann Lee');
        expect(hit()).to.equal(undefined);
      });
  });

  it('says so without a conversation, and without an account', async () => {
    const made = await make(filled(), {}, '');
    expect(made.root.textContent).to.contain('No conversation chosen');
    const box = place(html`<im-chat-window conversation="direct:ann"></im-chat-window>`);
    await frames();
    expect(box.querySelector('im-chat-window')!.shadowRoot!.textContent).to.contain('not connected to an account');
  });

  it('lets the page replace its parts', async () => {
    const test = filled();
    const box = place(html`<im-chat-window style="flex: 1" .client=${test.client} conversation=${DIRECT}>
      <h1 slot="header">Mine</h1><p slot="empty">Nothing</p><textarea slot="composer" aria-label="Mine"></textarea></im-chat-window>`);
    await frames(3);
    const root = box.querySelector('im-chat-window')!.shadowRoot!;
    const assigned = (name: string): string | undefined =>
      root.querySelector<HTMLSlotElement>(`slot[name=${name}]`)?.assignedElements()[0]?.localName;
    expect([assigned('header'), assigned('empty'), assigned('composer')]).to.deep.equal(['h1', 'p', 'textarea']);
    box.querySelector('im-chat-window')!.focus();
    await until(() => document.activeElement === box.querySelector('textarea'));
  });

  it('shows the words of an empty transcript', async () => {
    const made = await make(new WritingClient().fill(DIRECT, []));
    const list = made.root.querySelector('im-message-list')!.shadowRoot!;
    await until(() => list.querySelector('[part=empty]')?.checkVisibility());
    expect(list.querySelector('[part=empty]')?.textContent).to.contain('No messages yet');
  });

  it('keeps its composer in its own bounds, however low the window is', async () => {
    const made = await make(filled(), { height: 300 });
    const field = made.composer().shadowRoot!.querySelector('textarea')!;
    made.composer().value = 'line\n'.repeat(100);
    await made.composer().updateComplete;
    await frames(2);
    expect(field.offsetHeight).to.be.at.most(300 * 0.4 + 1);
    expect(made.composer().getBoundingClientRect().bottom).to.be.at.most(made.box.getBoundingClientRect().bottom + 1);
  });

  it('shows markup in names as text', async () => {
    for (const bad of XSS) {
      const test = filled();
      test.store.commit('remote', (writer) => writer.patch('user', 'ann', { name: bad, status: bad, avatar: bad }));
      const made = await make(test);
      expect(made.text('title')).to.equal(bad);
      expect(made.text('subtitle')).to.equal(bad);
      expect(injected(made.box)).to.deep.equal([]);
      clean();
    }
    expect(hit()).to.equal(undefined);
  });

  for (const scheme of ['light', 'dark'])
    for (const dir of ['ltr', 'rtl'])
      it(`has no fault that axe finds: ${scheme}, ${dir}`, async () => {
        const made = await make(filled(), { dir });
        made.box.style.colorScheme = scheme;
        made.element.back = true;
        made.test.type(DIRECT, 'ann');
        await wait(300);
        expect(await faults(made.box), 'open').to.deep.equal([]);
        await until(() => {
          drag(made.root.querySelector('im-message-list')!, 'dragover', files());
          return made.element.matches(':state(dragging)');
        }, 'the invitation');
        await wait(50);
        expect(await faults(made.root.querySelector('.drop')!), 'dragging').to.deep.equal([]);
        made.element.conversation = undefined;
        await made.element.updateComplete;
        expect(await faults(made.box), 'none').to.deep.equal([]);
      });

  it('says nothing that was not translated', async () => {
    registerPseudo();
    const test = new WritingClient().fill(DIRECT, []);
    test.store.commit('remote', (writer) => {
      writer.put('user', 'ann', { id: 'ann', name: '7' });
      writer.put('presence', 'ann', { userId: 'ann', state: 'online' });
    });
    const made = await make(test, { lang: PSEUDO });
    made.element.back = true;
    await until(() => made.text('subtitle')?.includes('⟦'));
    expect(untranslated(made.element)).to.deep.equal([]);
  });

  it('leaves nothing behind', async () => {
    const test = filled();
    const before = test.store.listening;
    const made = await make(test);
    for (let at = 0; at < 5; at++) {
      made.element.remove();
      made.box.append(made.element);
      await made.element.updateComplete;
    }
    made.element.remove();
    await wait(20);
    expect(test.store.listening).to.equal(before);
    expect(test.openCount).to.equal(0);
  });

  it('carries a conversation between two real clients: typing, text in order, a file, and a draft over a reload', async function () {
    this.timeout(30_000);
    const people = [
      { id: 'ann', name: 'Ann Lee' },
      { id: 'bob', name: 'Bob Okoro' },
    ];
    const hub = pageHub({ storage: 'memory', people });
    const app = `window-${Math.random()}`;
    const person = (id: string, other: string) => html`<im-client user-id=${id} name=${id} app=${app}
      .token=${async () => pageToken(id)} .engineFactory=${() => hubEngine({ port: hub.open })}
      ><im-chat-window style="block-size: 400px; inline-size: 480px" conversation=${`direct:${other}`}></im-chat-window></im-client>`;
    const open = async (id: string, other: string) => {
      const box = place(person(id, other), { height: 420 });
      const element = box.querySelector('im-chat-window') as ImChatWindow;
      const composer = await until(() => element.shadowRoot?.querySelector('im-composer'), 'the composer');
      const field = (): HTMLTextAreaElement | null => composer.shadowRoot!.querySelector('textarea');
      const client = box.querySelector('im-client') as ImClient;
      await until(() => client.current?.store.get('session', 'self')?.state === 'connected', 'the connection');
      await until(() => field() && !field()!.readOnly);
      const texts = (): string[] =>
        [
          ...(element.shadowRoot!.querySelector('im-message-list')?.shadowRoot?.querySelectorAll('im-message') ?? []),
        ].map((row) => [...wordsOf(row, 'style, time')].join(' '));
      return { box, element, composer, field, texts, client };
    };
    try {
      const ann = await open('ann', 'bob');
      const bob = await open('bob', 'ann');
      const write = (text: string): void => {
        const field = ann.field()!;
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      };
      write('one');
      await until(() => bob.element.shadowRoot!.querySelector('.subtitle.typing'), 'the typing at the other side');
      ann.composer.submit();
      write('two');
      ann.composer.submit();
      ann.composer.addFiles([new File(['hello'], 'note.txt', { type: 'text/plain' })]);
      ann.composer.submit();
      write('three');
      ann.composer.submit();
      await until(() => bob.texts().length === 4, 'four messages');
      // The card of a file comes with the first of them.
      await until(() => bob.texts().some((text) => text.includes('note')), 'the file');
      expect(bob.texts().map((text) => /one|two|note|three/.exec(text)?.[0])).to.deep.equal([
        'one',
        'two',
        'note',
        'three',
      ]);
      write('unsent');
      await wait(600);
      expect(ann.client.current?.store.get('draft', 'direct:bob')?.text).to.equal('unsent');
      ann.box.remove();
      await wait(100);
      const again = await open('ann', 'bob');
      await until(() => again.field()?.value === 'unsent', 'the draft after a reload');
    } finally {
      clean();
      await wait(20);
      await hub.close();
    }
  });
});
