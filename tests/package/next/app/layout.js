// The frame of every page.

import { createElement } from 'react';

export default ({ children }) => createElement('html', { lang: 'id' }, createElement('body', null, children));
