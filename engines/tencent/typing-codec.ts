import type { Draft, SdkMessage } from './sdk.js';

const ID = 'user_typing_status';

/** As the vendor's own clients say it, so that both understand each other. */
export const typingPayload = (what: 'text' | 'voice' | 'nothing'): Draft['payload'] => ({
  data: JSON.stringify({
    businessID: ID,
    typingStatus: what === 'nothing' ? 0 : 1,
    version: 1,
    userAction: what === 'nothing' ? 0 : 14,
    actionParam: what === 'nothing' ? 'EIMAMSG_InputStatus_End' : 'EIMAMSG_InputStatus_Ing',
    ...(what === 'voice' && { voice: 1 }),
  }),
  description: '',
  extension: '',
});

/** undefined: it is a message like others. */
export const typingIn = ({ type, payload }: SdkMessage): 'text' | 'voice' | 'nothing' | undefined => {
  const data = type === 'TIMCustomElem' ? payload?.data : undefined;
  if (typeof data !== 'string' || !data.includes(ID)) return undefined;
  try {
    const { businessID, typingStatus, voice } = JSON.parse(data) as Readonly<Record<string, unknown>>;
    if (businessID !== ID) return undefined;
    if (typingStatus !== 1) return 'nothing';
    return voice === 1 ? 'voice' : 'text';
  } catch {
    return undefined;
  }
};
