import { expect } from '@open-wc/testing';
import { type ImError, isImError } from '../../../core/index.js';
import { scriptAt } from '../../../engines/tencent/sdk-at.js';

const here = (file: string): string => new URL(`/test/engines/tencent/fixtures/${file}`, location.href).href;
const sdkAt = (address: string) => scriptAt(address, 'sdk', 'TencentCloudChat');
const loads = (name: string): unknown => Reflect.get(globalThis, name);

async function failure(run: () => Promise<unknown>): Promise<ImError> {
  try {
    await run();
  } catch (error) {
    if (isImError(error)) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('a script of the site’s own, by its address', () => {
  afterEach(() => Reflect.deleteProperty(globalThis, 'TencentCloudChat'));

  it('is not asked for before somebody wants it, and then once', async () => {
    const load = sdkAt(here('fake-sdk.js'));
    expect(loads('fakeSdkLoads')).to.equal(undefined);
    const [first, second] = await Promise.all([load(), load()]);
    expect(Reflect.get(first.default, 'VERSION')).to.equal('fake');
    expect(second.default).to.equal(first.default);
    expect(loads('fakeSdkLoads')).to.equal(1);
  });

  it('is the vendor’s script with all modules, which leaves a global', async () => {
    const { default: sdk } = await sdkAt(here('../../../../node_modules/@tencentcloud/chat/index.js'))();
    expect(Reflect.get(sdk, 'create')).to.be.a('function');
    expect(Reflect.get(sdk, 'TYPES')).to.include({ MSG_TEXT: 'TIMTextElem' });
  });

  it('is the vendor’s module', async () => {
    const { default: sdk } = await sdkAt(here('../../../../node_modules/@tencentcloud/chat/index.es.js'))();
    expect(Reflect.get(sdk, 'create')).to.be.a('function');
    expect(loads('TencentCloudChat')).to.equal(undefined);
  });

  it('is the vendor’s upload plugin, a function', async () => {
    const plugin = here('../../../../node_modules/tim-upload-plugin/index.js');
    const { default: found } = await scriptAt(plugin, 'upload-plugin', 'TIMUploadPlugin')();
    expect(found).to.be.a('function');
  });

  it('names the option where there is nothing at the address, and may be tried again', async () => {
    const error = await failure(sdkAt(here('missing.js')));
    expect([error.code, error.field, error.retry]).to.deep.equal(['not-connected', 'sdk', 'backoff']);
    expect(error.message).to.contain('missing.js');
  });

  it('names the option where the script holds nothing of the kind, and is not tried again', async () => {
    const error = await failure(sdkAt(here('empty.js')));
    expect([error.code, error.field, error.retry]).to.deep.equal(['invalid', 'sdk', 'never']);
    expect(error.message).to.contain('TencentCloudChat');
  });

  it('is loaded anew after a failure, though the browser remembers that one', async () => {
    const load = sdkAt(here('second-time.js'));
    expect((await failure(load)).code).to.equal('not-connected');
    expect(Reflect.get((await load()).default, 'create')).to.be.a('function');
    expect(loads('secondTimeLoads')).to.equal(2);
  });

  it('needs no Trusted Types policy and no more of script-src than its own address', async () => {
    const frame = document.createElement('iframe');
    const told = new Promise<unknown>((resolve) => {
      addEventListener('message', ({ source, data }) => source === frame.contentWindow && resolve(data.strict));
    });
    frame.src = here('strict.html');
    document.body.append(frame);
    expect(await told).to.match(/^\d+\.\d+\.\d+$/);
    frame.remove();
  });
});
