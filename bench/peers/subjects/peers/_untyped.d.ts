declare module '@n8n/chat' {
  export { createChat } from '@n8n/chat/dist/src/index.d.ts';
}
