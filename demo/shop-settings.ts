import { pageSettings } from './lib/sign-in.js';
import { vendorOf } from './lib/vendor.js';

pageSettings();
// The loader reads its tag when the page has had its first breath, so what is said of it here still counts.
const vendor = vendorOf(location.search);
const tag = document.querySelector<HTMLElement>('script[data-agent]');
if (vendor && tag)
  for (const [name, value] of Object.entries(vendor.attributesOf(vendor.only ?? 'ada', 0)))
    tag.setAttribute(`data-${name}`, value);
