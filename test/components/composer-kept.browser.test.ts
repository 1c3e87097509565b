import { expect } from '@open-wc/testing';
import type { ImComposer } from '../../components/composer/index.js';
import { DIRECT, GROUP, messageAt, NOW } from './helpers/client.js';
import { key, type Made, make, texts } from './helpers/composer.js';
import { clean, until } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

const bar = ({ element }: Made): Element | null => element.shadowRoot!.querySelector('im-compose-bar');

/** A conversation with a message of one's own that may be changed. */
const talk = (): WritingClient => {
  const test = new WritingClient();
  test.fill(DIRECT, [messageAt(DIRECT, 1, 2, { own: false }), messageAt(DIRECT, 2, 2, { own: true, senderId: 'me' })]);
  return test;
};
/** The page is left once the store has heard of it, and comes again. */
const again = async (made: Made, kept: () => unknown): Promise<Made> => {
  await until(kept, 'the draft to be kept');
  clean();
  return make(made.test);
};
const draft = ({ test }: Made) => test.store.get('draft', DIRECT);
const edits = ({ test }: Made) => test.called('edit').map(([, content]) => (content as { text: string }).text);

describe('composer: what is kept over a reload', () => {
  afterEach(clean);

  it('an edit that was begun comes back with its bar, the text that waits behind it', async () => {
    const first = await make(talk());
    await first.write('half a thought');
    first.element.edit('m2');
    await until(() => first.field.value === 'Message 2');
    await first.write('Message 2, better');
    const made = await again(first, () => draft(first)?.editing?.text === 'Message 2, better');
    await until(() => made.field.value === 'Message 2, better' && bar(made), 'the edit');
    made.element.submit();
    await until(() => edits(made).includes('Message 2, better'));
    await until(() => made.field.value === 'half a thought' && !bar(made));
    await until(() => draft(made)?.text === 'half a thought' && !draft(made)?.editing);
    expect(texts(made.test)).to.deep.equal([]);
  });

  it('an edit that was given up does not', async () => {
    const first = await make(talk());
    first.element.edit('m2');
    await until(() => first.field.value === 'Message 2');
    await until(() => draft(first)?.editing, 'the edit to be kept');
    first.field.dispatchEvent(key('Escape'));
    await until(() => first.field.value === '');
    const made = await again(first, () => draft(first) === undefined);
    expect(bar(made)).to.equal(null);
  });

  it('an edit waits for its message, and stands on what the person saw', async () => {
    const first = await make(talk());
    first.element.edit('m2');
    await until(() => first.field.value === 'Message 2');
    await first.write('mine');
    await until(() => draft(first)?.editing?.text === 'mine', 'the edit to be kept');
    const message = first.test.store.get('message', 'm2')!;
    first.test.store.commit('local', (writer) => writer.remove('message', 'm2'));
    clean();
    const made = await make(first.test);
    expect(made.field.value).to.equal('');
    made.test.store.commit('remote', (writer) =>
      writer.put('message', 'm2', { ...message, content: { kind: 'text', text: 'theirs' }, edited: { at: NOW } }),
    );
    await until(() => made.field.value === 'mine');
    made.element.submit();
    await until(() => made.test.called('edit').length === 1);
    expect(made.test.called('edit')[0]?.[2]).to.deep.equal({ base: { at: 0 } });
  });

  it('words for a message that may be changed no more come back as words', async () => {
    const first = await make(talk());
    await first.write('new');
    first.element.edit('m2');
    await until(() => first.field.value === 'Message 2');
    await first.write('too late');
    await until(() => draft(first)?.editing?.text === 'too late' && draft(first)?.text === 'new', 'both to be kept');
    clean();
    first.test.patch('m2', { content: { kind: 'recalled' }, recalled: { at: NOW, by: 'me' } });
    first.test.refused.add('edit');
    const made = await make(first.test);
    await until(() => made.field.value === 'too late\nnew');
    expect(bar(made)).to.equal(null);
    await until(() => draft(made)?.text === 'too late\nnew' && !draft(made)?.editing);
  });

  it('an edit begun in another tab of the browser stays there', async () => {
    const made = await make(talk());
    await made.write('mine');
    await until(() => draft(made)?.text === 'mine');
    const editing = { messageId: 'm2', text: 'elsewhere' };
    made.test.store.commit('mirror', (writer) =>
      writer.put('draft', DIRECT, { conversationId: DIRECT, text: 'mine', updatedAt: Date.now() + 50, editing }),
    );
    await made.write('mine too');
    await until(() => draft(made)?.text === 'mine too');
    expect(made.field.value).to.equal('mine too');
    expect(draft(made)?.editing, 'not taken away').to.deep.equal(editing);
  });

  it('who is named stays named, whatever he is called by then', async () => {
    const test = new WritingClient();
    test.members = [[{ id: 'bob', name: 'Bob Okoro' }]];
    test.fill(GROUP, []);
    const inGroup = async (of: WritingClient): Promise<Made> => {
      const made = await make(of);
      (made.element as ImComposer).conversation = GROUP;
      await made.element.updateComplete;
      return made;
    };
    const first = await inGroup(test);
    await first.write('hi @bob');
    await until(() => first.element.shadowRoot!.querySelector('[role=option]'));
    first.field.dispatchEvent(key('Enter'));
    await until(() => first.field.value === 'hi @Bob Okoro ');
    await first.write('hi @Bob Okoro there');
    await until(() => test.store.get('draft', GROUP)?.marks?.length === 1, 'the name to be kept');
    expect(test.store.get('draft', GROUP)?.marks).to.deep.equal([{ at: 3, length: 10, user: 'bob' }]);
    clean();
    test.store.commit('remote', (writer) => {
      writer.put('user', 'bob', { id: 'bob', name: 'Robert' });
      writer.put('member', 'team/bob', { groupId: 'team', userId: 'bob', role: 'member', card: 'Rob' });
    });
    const made = await inGroup(test);
    await until(() => made.field.value === 'hi @Bob Okoro there');
    made.element.submit();
    await until(() => test.sent.length === 1);
    expect(test.sent[0]?.options.mentions).to.deep.equal({ users: ['bob'] });
    expect(test.sent[0]?.content).to.deep.equal({
      kind: 'text',
      text: 'hi @Bob Okoro there',
      marks: [{ at: 3, length: 10, user: 'bob' }],
    });
  });
});
