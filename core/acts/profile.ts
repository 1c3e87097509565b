import { ImError, invalid } from '../model/index.js';
import type { ActsHost, RunningActs } from './host.js';

/** One's own profile. */
export const profile = ({ ctx }: ActsHost): RunningActs['users'] => ({
  async update(_, patch) {
    if (typeof patch !== 'object' || patch === null) throw invalid('patch', 'must be an object');
    const { engine, store } = ctx;
    ctx.requireConnected();
    if (!engine.users?.update)
      throw new ImError('unsupported', { field: 'update', message: 'profiles are not kept here' });
    const user = await engine.users.update(patch);
    store.commit('remote', (writer) => writer.put('user', user.id, user));
    return user;
  },
  async picture(_, image) {
    if (!(image instanceof Blob) || !image.type.startsWith('image/')) throw invalid('image', 'must be a picture');
    const { media } = ctx.engine;
    if (!media) throw new ImError('unsupported', { field: 'upload', message: 'this back end has no files' });
    ctx.requireConnected();
    const { id, url } = await media.upload(image, { name: 'picture', mime: image.type });
    if (!id && !url) throw new ImError('engine', { field: 'image', message: 'the picture has no address' });
    return (id ?? url) as string;
  },
});
