// What people report messages for, in words.

import { t } from './words.js';

/** By the words of the server. @returns {Record<string, string>} */
export const reasons = () => ({
  spam: t`Spam`,
  harassment: t`Harassment or threats`,
  hate: t`Hate`,
  violence: t`Violence`,
  sexual: t`Sexual content`,
  privacy: t`Something private about somebody`,
  other: t`Something else`,
});
