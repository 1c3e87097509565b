import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../../components/applications/index.js';
import '../../components/avatar/index.js';
import '../../components/channel-list/index.js';
import '../../components/chat-window/index.js';
import '../../components/client/index.js';
import '../../components/connection/index.js';
import '../../components/contacts/index.js';
import '../../components/conversation-list/index.js';
import '../../components/dialog/index.js';
import '../../components/emoji-picker/index.js';
import '../../components/export/index.js';
import '../../components/forward/index.js';
import '../../components/group-create/index.js';
import '../../components/group-panel/index.js';
import '../../components/media-wall/index.js';
import '../../components/member-list/index.js';
import '../../components/menu/index.js';
import '../../components/message/index.js';
import '../../components/notifier/index.js';
import '../../components/person/index.js';
import '../../components/pinned/index.js';
import '../../components/profile/index.js';
import '../../components/receipt/index.js';
import '../../components/recorder/index.js';
import '../../components/readers/index.js';
import '../../components/room/index.js';
import '../../components/search/index.js';
import '../../components/tags/index.js';
import '../../components/settings/index.js';
import '../../components/typing/index.js';
import '../../components/viewer/index.js';
import { PSEUDO, registerPseudo, wordsOf } from './helpers/check.js';
import { DIRECT, run } from './helpers/client.js';
import { clean, frames, until } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

/** What each element needs to have something to show. Figures and no words, so that every word is the element's own. */
const ELEMENTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'im-applications': {},
  'im-avatar': { userId: '7', name: '7' },
  'im-chat-window': { conversation: DIRECT, back: true },
  'im-client': {},
  'im-composer': { conversation: DIRECT },
  'im-connection': {},
  'im-contacts': { selected: 'ann' },
  'im-conversation-item': { conversation: DIRECT, selected: true, tabbable: true },
  'im-conversation-list': { selected: DIRECT },
  'im-dialog': { label: '7', words: '7', buttons: [{ id: '7', label: '7' }] },
  'im-emoji-picker': {},
  'im-export': { conversation: DIRECT },
  'im-forward': { messages: ['m1', 'm2'] },
  'im-group-create': {},
  'im-group-panel': { conversation: 'group:7' },
  'im-media-wall': { conversation: DIRECT },
  'im-member-list': { group: '7' },
  'im-menu': { label: '7', items: [{ id: '7', label: '7', act: () => {} }] },
  'im-message': { messageId: 'm1', first: true, last: true },
  'im-message-list': { conversation: DIRECT },
  'im-person': { userId: 'ann', menu: true, checked: false },
  'im-pinned': { conversation: DIRECT },
  'im-profile': { userId: 'ann' },
  'im-receipt': { messageId: 'm3' },
  'im-readers': { messageId: 'm3' },
  'im-channel-list': {},
  'im-room': { room: '7' },
  'im-room-list': {},
  'im-search': { conversation: DIRECT },
  'im-notifier': { titleBadge: false },
  'im-tags': {},
  'im-settings': {},
  'im-typing': { conversation: DIRECT },
  'im-viewer': {},
  'im-voice-recorder': { conversation: DIRECT },
};

function filled(): WritingClient {
  const test = new WritingClient();
  test.fill(
    DIRECT,
    run(DIRECT, 6, (seq) => ({ content: { kind: 'text', text: String(seq) } })),
  );
  test.store.commit('local', (writer) => {
    writer.put('user', 'ann', { id: 'ann', name: '7' });
    writer.patch('message', 'm2', { pinned: { at: 1, by: 'ann' } });
    writer.list(`pins/${DIRECT}`, ['m2']);
    writer.put('typing', DIRECT, { conversationId: DIRECT, users: [{ userId: 'ann', what: 'text', until: 9e15 }] });
    writer.patch('session', 'self', { state: 'offline' });
  });
  return test;
}

let box: HTMLElement;
beforeEach(() => {
  box = document.createElement('div');
  box.style.blockSize = '500px';
  document.body.append(box);
});
afterEach(() => {
  box.remove();
  clean();
});

/** Words that no locale has given; the names of emoji come with the emoji. */
const untranslated = (element: Element): string[] =>
  [...wordsOf(element, 'style, script, im-avatar, bdi, time, [part=grid]')].filter(
    (words) => /\p{L}{2}/u.test(words) && !words.includes('⟦'),
  );

const rest = async (element: LitElement): Promise<void> => {
  await element.updateComplete;
  await frames(4);
};
const make = (tag: string): LitElement => document.createElement(tag) as LitElement;
/** As drawn, without what only Lit and the clock write there. */
const drawn = ({ shadowRoot }: LitElement): string =>
  (shadowRoot?.innerHTML ?? '').replace(/<!--[\s\S]*?-->/g, '').replace(/lit\$\d+\$/g, '');

async function shown(tag: string, test: WritingClient, lang = 'en'): Promise<LitElement> {
  const element = make(tag);
  box.lang = lang;
  Object.assign(element, { client: test.client }, ELEMENTS[tag]);
  box.append(element);
  await rest(element);
  return element;
}

for (const tag of Object.keys(ELEMENTS)) {
  describe(`<${tag}>`, () => {
    it('stands without a client, by script and by markup', async () => {
      const element = make(tag);
      Object.assign(element, ELEMENTS[tag]);
      box.append(element);
      await rest(element);
      expect(element.shadowRoot).to.be.an.instanceOf(ShadowRoot);
      box.append(document.createRange().createContextualFragment(`<${tag}></${tag}>`));
      await rest(box.lastElementChild as LitElement);
    });

    it('shows the same whether it is told before or after it is placed', async () => {
      const test = filled();
      const before = await shown(tag, test);
      const after = make(tag);
      box.append(after);
      await rest(after);
      Object.assign(after, { client: test.client }, ELEMENTS[tag]);
      await rest(after);
      await until(() => drawn(after) === drawn(before), `the same look: ${drawn(after).slice(0, 400)}`);
    });

    it('leaves no listener behind', async () => {
      const test = filled();
      const none = test.store.listening;
      const element = await shown(tag, test);
      const some = test.store.listening;
      for (let turn = 0; turn < 3; turn += 1) {
        element.remove();
        await frames(2);
        expect(test.store.listening, `removed, turn ${turn}`).to.equal(none);
        box.append(element);
        await rest(element);
        await until(() => test.store.listening === some, `${some} listeners, not ${test.store.listening}`);
      }
      element.remove();
      await until(() => test.openCount === 0, 'closed conversations');
    });

    it('says every word in the language of the page, right to left too', async () => {
      registerPseudo();
      box.dir = 'rtl';
      const element = await shown(tag, filled(), PSEUDO);
      await until(() => untranslated(element).length === 0, `words of a locale: ${untranslated(element)}`);
      expect(getComputedStyle(element).direction).to.equal('rtl');
      expect(element.scrollWidth, 'wider than its place').to.be.at.most(box.clientWidth);
    });
  });
}
