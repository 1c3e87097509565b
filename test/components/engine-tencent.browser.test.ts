import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/client/index.js';
import type { ImClient } from '../../components/client/index.js';
import { type Client, type ImError, isImError } from '../../core/index.js';
import { clean, place, until, wait } from './helpers/page.js';
import { inside, make, withHub } from './helpers/widget.js';

type Attributes = Readonly<Record<string, string>>;
const GOOD: Attributes = { engine: 'tencent', 'app-id': '1400000000', 'user-id': 'ada', 'token-url': '/no-such-token' };
const SDK = '/test/engines/tencent/fixtures/fake-sdk.js';

const loads = (): unknown => Reflect.get(globalThis, 'fakeSdkLoads');

interface Placed {
  readonly element: ImClient;
  readonly errors: ImError[];
  readonly ready: Client[];
}

function client(attributes: Attributes): Placed {
  const element = document.createElement('im-client');
  const placed: Placed = { element, errors: [], ready: [] };
  element.addEventListener('im-error', ({ detail }: CustomEventInit) => placed.errors.push(detail.error));
  element.addEventListener('im-client-ready', ({ detail }: CustomEventInit) => placed.ready.push(detail.client));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  place(html`${element}`);
  return placed;
}

describe('engine="tencent" from attributes', () => {
  const own = console.error;
  before(() => {
    console.error = () => {};
  });
  after(() => {
    console.error = own;
  });
  afterEach(async () => {
    clean();
    await wait(5);
  });

  const WRONG: readonly (readonly [field: string, value: string | undefined])[] = [
    ['app-id', undefined],
    ['app-id', ''],
    ['app-id', 'my app'],
    ['app-id', '0'],
    ['app-id', '-14'],
    ['app-id', '1e9'],
    ['server', 'https://chat.example'],
    ['server', 'ws://'],
    ['sdk', 'javascript:alert(1)'],
    ['sdk', 'data:text/javascript,0'],
    ['upload-plugin', 'http://'],
  ];
  for (const [field, value] of WRONG)
    it(`names ${field} when it is ${JSON.stringify(value)}, and takes a good one afterwards`, async () => {
      const { [field]: good, ...rest } = GOOD;
      const { element, errors, ready } = client(value === undefined ? rest : { ...rest, [field]: value });
      await until(() => errors[0], 'the error');
      expect(errors.map((error) => [isImError(error), error.code, error.field])).to.deep.equal([
        [true, 'invalid', field],
      ]);
      expect(errors[0]?.message).to.match(new RegExp(`^${field}: `));
      expect(element.current).to.equal(undefined);
      if (good) element.setAttribute(field, good);
      else element.removeAttribute(field);
      await until(() => ready[0], 'the client');
    });

  it('makes a client, and keeps what is stored of different apps apart', async () => {
    const { element, ready, errors } = client({ ...GOOD, sdk: SDK, server: 'ws://127.0.0.1:9/' });
    const made = await until(() => ready[0], 'the client');
    expect(element.current).to.equal(made);
    element.setAttribute('app-id', '1400000001');
    await until(() => ready[1], 'another client');
    expect(element.current).to.equal(ready[1]);
    expect(errors.filter(({ code }) => code === 'invalid')).to.deep.equal([]);
  });

  it('loads nothing of the SDK before there is a token, then the copy that sdk names', async () => {
    const { element, ready } = client({ ...GOOD, sdk: SDK, server: 'ws://127.0.0.1:9' });
    await until(() => ready[0], 'the client');
    await until(() => element.current?.store.get('session', 'self')?.retryAt, 'the token to fail');
    const before = loads();
    expect(before).to.equal(undefined);
    element.token = async () => 'a userSig';
    await until(() => ready[1], 'the next client');
    await until(() => loads() === 1, 'the SDK');
  });

  describe('at the widget', () => {
    withHub();
    for (const [field, attributes] of [
      ['user-id', { 'user-id': false, 'app-id': '1400000000' }],
      ['app-id', {}],
      ['server', { 'app-id': '1400000000', server: 'nowhere' }],
    ] as const)
      it(`a wrong ${field} is said in the panel and told to the page`, async () => {
        const errors: ImError[] = [];
        const hear = ({ detail }: CustomEventInit): unknown => errors.push(detail.error);
        document.body.addEventListener('im-error', hear);
        const widget = make({ engine: 'tencent', ...attributes });
        widget.open = true;
        const alert = await until(() => inside(widget, '[role=alert]'));
        expect(alert.textContent).to.contain('could not be loaded');
        expect(errors.map((error) => [error.code, error.field])).to.deep.equal([['invalid', field]]);
        document.body.removeEventListener('im-error', hear);
      });
  });
});
