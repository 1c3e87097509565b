/** What the script tag names: the bubble comes when the page is idle, the chat with a click on it, about as large as the window */
import '../../../../components/chat-widget/loader.js';
