const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * Text for an XML attribute or element. XML 1.0 cannot hold other control characters, nor halves of a sign, not even
 * escaped: they become U+FFFD.
 */
export const xmlText = (text: string): string =>
  text.replace(/[&<>"\p{Cc}\p{Cs}\ufffe\uffff]/gu, (sign) => SIGNS[sign] ?? '\ufffd');
