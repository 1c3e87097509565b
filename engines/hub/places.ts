import type { SpaceFace } from '../../core/engine/index.js';
import type { Channel } from '../../core/model/index.js';
import type { WireChannel, WireSpace } from '../../hub/protocol/index.js';

export const readSpace = ({ owner, ...rest }: WireSpace): SpaceFace => ({ ...rest, ownerId: owner });

export const readChannel = ({ space, ...rest }: WireChannel): Channel => ({ ...rest, spaceId: space });
