declare module 'pubnub';
declare module '@cometchat/chat-uikit-react/styles';
