/**
 * Addresses that an operator gave, where a browser would follow them. Anything but the web, mail and telephone (`javascript:`, `data:`
 * and whatever is invented later) is dropped.
 */
export function webAddress(text: string): string | null {
  if (isPath(text)) return text
  const url = URL.parse(text)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}

/** Only what the page's own policy lets a browser show: a picture of this site, or one that is written out. */
export function pictureAddress(text: string, page: string): string | null {
  if (isPath(text) || /^data:image\/(?:png|jpeg|webp|svg\+xml)[;,]/.test(text)) return text
  const url = URL.parse(text)
  return url && url.origin === URL.parse(page)?.origin ? url.href : null
}

/** RFC 3966: digits, after a plus if there is one. Null where no digit is. */
export function phoneAddress(text: string): string | null {
  const digits = text.replace(/[^\d+]/g, '').replace(/(?!^)\+/g, '')
  return /\d/.test(digits) ? `tel:${digits}` : null
}

/** RFC 6068; null where it is no address of one mailbox. */
export function mailAddress(text: string): string | null {
  return /^[^\s@<>"',:;?&#%]+@[^\s@<>"',:;?&#%]+$/.test(text) ? `mailto:${encodeURI(text.toWellFormed())}` : null
}

/** `//other.example` and `/\other.example` lead to another site. */
function isPath(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- Browsers drop these, so that `/<tab>/other.example` leads away too.
  return /^\/(?![/\\])/.test(text) && !/[\u0000-\u0020\\]/.test(text)
}
