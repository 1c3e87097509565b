/** As the window, with the list of conversations beside it */
import '../../../../components/conversation-list/index.js';
import './ours-window.js';

const list = document.createElement('im-conversation-list');
document.body.prepend(list);
