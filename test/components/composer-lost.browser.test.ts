import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/composer/index.js';
import '../../components/composer/lock.define.js';
import type { ImComposer } from '../../components/composer/index.js';
import { faults } from './helpers/check.js';
import { clean, place, until } from './helpers/page.js';
import { type Places, places } from './helpers/places.js';

const TALK = 'channel:sea/crew' as const;

describe('composer of a channel that is lost', () => {
  let there: Places;
  const begin = async () => {
    there = await places();
    const bob = await there.as('bob');
    await bob.spaces.create({ id: 'sea', name: 'Sea', members: ['ann'] });
    await there.client.spaces.load();
    await bob.spaces.createChannel('sea', { id: 'crew', name: 'Crew', private: true, members: ['ann'] });
    await until(() => there.client.store.list('channels/sea').includes('crew'), 'the channel');
    await there.client.messages.older(TALK);
    const box = place(html`<im-composer .client=${there.client} .conversation=${TALK}></im-composer>`);
    const element = box.querySelector('im-composer') as ImComposer;
    const field = (): HTMLTextAreaElement | null => element.renderRoot.querySelector('textarea');
    await until(() => field() && !field()?.readOnly, 'a field');
    const one = field() as HTMLTextAreaElement;
    one.focus();
    one.value = 'half a thought';
    one.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await element.updateComplete;
    const lock = (): string =>
      element.renderRoot.querySelector('im-composer-lock')?.shadowRoot?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    return { bob, box, element, field, lock };
  };
  afterEach(async () => {
    clean();
    await there.stop();
  });

  it('says that one was put out of it, keeps the text and sends nothing; who is let in again goes on', async () => {
    const { bob, box, element, field, lock } = await begin();
    await bob.spaces.removeFromChannel('sea', 'crew', ['ann']);
    await until(() => lock().includes('You were removed from this channel.'), 'the lock');
    expect(lock()).to.contain('Your text is kept.');
    // To be read and copied.
    expect([field()?.readOnly, field()?.value]).to.deep.equal([true, 'half a thought']);
    expect(element.value).to.equal('half a thought');
    element.submit();
    expect(there.client.store.list(`pending/${TALK}`)).to.deep.equal([]);
    expect(await faults(box)).to.deep.equal([]);
    await until(() => there.client.store.get('draft', TALK)?.text === 'half a thought', 'the draft');
    await bob.spaces.addToChannel('sea', 'crew', ['ann']);
    await until(() => field()?.readOnly === false, 'the field');
    expect(field()?.value).to.equal('half a thought');
    expect(lock()).to.equal('');
  });

  it('says that it is over, or that one is out of the whole space', async () => {
    const { bob, element, lock } = await begin();
    await bob.spaces.kick('sea', ['ann']);
    await until(() => lock().includes('You were removed from this channel.'), 'the lock');
    await bob.spaces.invite('sea', ['ann']);
    await bob.spaces.addToChannel('sea', 'crew', ['ann']);
    await until(() => lock() === '', 'the field');
    await until(() => there.client.store.get('draft', TALK)?.text === 'half a thought', 'the draft');
    await bob.spaces.removeChannel('sea', 'crew');
    await until(() => lock().includes('This channel was removed.'), 'the lock');
    expect(element.value).to.equal('half a thought');
  });
});
