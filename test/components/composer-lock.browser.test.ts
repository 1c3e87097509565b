import { expect } from '@open-wc/testing';
import '../../components/composer/lock.define.js';
import type { Standing } from '../../core/index.js';
import { faults } from './helpers/check.js';
import { GROUP, NOW } from './helpers/client.js';
import { type Made, make, texts } from './helpers/composer.js';
import { clean, until } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

/** Whose `can` knows the standing, as the core's does. */
class LockingClient extends WritingClient {
  now = NOW;

  constructor() {
    super();
    this.session.now = () => this.now;
    this.list(GROUP);
  }

  override can(action: string, target?: string): string {
    const { locked, until: end } = this.store.get('conversation', GROUP)?.standing ?? {};
    const shut = locked && target === GROUP && (end === undefined || end > this.now);
    return action === 'send' && shut ? 'unavailable' : super.can(action);
  }

  stand(standing: Standing | undefined): void {
    this.store.commit('remote', (writer) => writer.patch('conversation', GROUP, { standing }));
  }
}

const begin = async (): Promise<Made & { readonly test: LockingClient; lock(): string }> => {
  const test = new LockingClient();
  const made = await make(test);
  made.element.conversation = GROUP;
  await made.element.updateComplete;
  const lock = (): string =>
    made.element.renderRoot.querySelector('im-composer-lock')?.shadowRoot?.textContent?.replace(/\s+/g, ' ').trim() ??
    '';
  return Object.assign(made, { test, lock });
};

describe('composer that is locked', () => {
  afterEach(clean);

  for (const [locked, words] of [
    ['removed', 'You were removed from this group.'],
    ['left', 'You left this group.'],
    ['banned', 'cannot come back'],
    ['muted-all', 'Only the owner and admins'],
    ['dismissed', 'This group was dismissed.'],
    ['blocked', 'does not take your messages'],
    ['closed', 'This room is closed.'],
  ] as const)
    it(`says why: ${locked}`, async () => {
      const made = await begin();
      made.test.stand({ locked });
      await until(() => made.lock().includes(words));
      expect(made.field).to.equal(null);
      expect(await faults(made.box)).to.deep.equal([]);
    });

  it('takes the field in mid-typing, keeps the words, and gives both back with the focus', async () => {
    const made = await begin();
    await made.write('half a thou');
    expect(made.element.matches(':focus-within')).to.equal(true);
    made.test.stand({ locked: 'muted-all' });
    await until(() => made.lock().includes('Your text is kept.'));
    expect(made.test.store.get('draft', GROUP)?.text ?? 'half a thou').to.equal('half a thou');
    expect(made.element.value).to.equal('half a thou');
    made.element.submit();
    expect(texts(made.test)).to.deep.equal([]);
    made.test.stand({ role: 'member' });
    await until(() => made.field?.value === 'half a thou');
    await until(() => made.element.shadowRoot?.activeElement === made.field);
    made.element.submit();
    await until(() => texts(made.test).length === 1);
  });

  it('counts the time that is left, and opens when it is over', async () => {
    const made = await begin();
    await made.write('later');
    made.test.stand({ locked: 'muted', until: NOW + 59 * 60_000 });
    await until(() => made.lock().includes('You are muted for 59 minutes.'));
    made.test.now = NOW + 59 * 60_000 - 900;
    made.test.stand({ locked: 'muted', until: NOW + 59 * 60_000 });
    await until(() => made.lock().includes('You are muted for 10 seconds.'));
    made.test.now = NOW + 59 * 60_000;
    await until(() => made.field?.value === 'later');
  });

  it('lets one who left ask to come back, where that is possible', async () => {
    const made = await begin();
    Object.assign(made.test.groups, { join: async () => 'pending' });
    made.test.stand({ locked: 'left' });
    const button = (): HTMLElement | null | undefined =>
      made.element.renderRoot.querySelector('im-composer-lock')?.shadowRoot?.querySelector('button');
    await until(() => button());
    button()?.click();
    await until(() => made.lock().includes('You asked to join again.'));
    made.test.denied.add('join-group');
    made.test.stand({ locked: 'removed' });
    await until(() => !button());
  });

  it('has nothing where nothing is ever written', async () => {
    const made = await begin();
    made.test.denied.add('send');
    made.element.conversation = 'system:news';
    await until(() => made.element.renderRoot.querySelector('.locked')?.checkVisibility() === false);
  });
});
