/** The XML parser. The build replaces this file by saxes itself, so that the package needs nothing at run time. */
export { SaxesParser, type SaxesTagPlain } from 'saxes';
