/**
 * Why a row or a file was not taken, and what its author can do about it, in English. `{value}` is what stood there. Programs know a
 * reason by its code and say it in the language of their reader.
 */
export const importReasons = {
  'missing-value': ['Nothing stands there', 'Fill it in.'],
  'missing-column': ['These columns are missing: {value}', 'Add them to the header line.'],
  'duplicate-column': ['Two columns have the name "{value}"', 'Keep one of them.'],
  'wrong-number-of-fields': [
    'The line has not as many fields as the header',
    'Put fields with the separator in them into double quotes.',
  ],
  'broken-quotes': ['A quote is not closed', 'Close it, and double every quote inside a quoted field.'],
  'not-utf8': ['The file is not UTF-8', 'Save it as UTF-8.'],
  'nul-bytes': ['The file holds NUL bytes and is no text', 'Save it as CSV in UTF-8.'],
  'empty-file': ['There is nothing in the file', 'Give it a header line and one line per row.'],
  'no-known-column': [
    'The first line names no column that is known here; these are missing: {value}',
    'Let the file begin with a header line that names them, separated by a comma, a semicolon or a tab.',
  ],
  'line-too-long': ['A line is longer than 16 million characters', 'End every row with a line break.'],
  'not-parquet': ['This is no Parquet file', 'Send Parquet, or name the right media type.'],
  'not-json': ['This is no JSON of the expected form', 'Send a list of objects.'],
  'not-geojson': ['This is no GeoJSON FeatureCollection', 'Send a FeatureCollection (RFC 7946).'],
  'not-a-key': ['"{value}" cannot be an identifier', 'Use 1 to 200 characters without control characters.'],
  'not-text': ['The text is too long or holds control characters', 'Shorten it to 1000 characters.'],
  'not-a-word': [
    '"{value}" is not one of the words',
    'Use one of the words that the documentation lists for this column.',
  ],
  'not-a-day': ['"{value}" is no day from 1900 to 2199', 'Write it as 2026-09-10.'],
  'not-an-instant': [
    '"{value}" is no instant from 1900 to 2199',
    'Write it with its offset, as 2026-09-10T08:00:00+02:00, or name the time zone of the file.',
  ],
  'not-an-amount': [
    '"{value}" is no amount',
    'Write a decimal such as 129.00, not negative, without separators of thousands.',
  ],
  'not-a-number': [
    '"{value}" is no number that is possible here',
    'Write a plain decimal number within the range of the column.',
  ],
  'not-a-flag': ['"{value}" is neither true nor false', 'Write true or false.'],
  'not-a-currency': ['"{value}" is no currency', 'Write the three letters of ISO 4217, such as PLN.'],
  'no-currency': [
    'The service is new and no currency is named for it',
    'Add the column `currency`, or name one for the whole file: --currency PLN (in the API ?currency=PLN).',
  ],
  'not-a-zone': ['"{value}" is no time zone', 'Write an IANA name, such as Europe/Warsaw.'],
  'not-an-address': ['The address is no network address', 'Write an IPv4 or IPv6 address.'],
  'not-a-contact': [
    'The address does not fit its channel',
    'Write an e-mail address, or a telephone number with its country code.',
  ],
  'not-an-area': [
    'The geometry is no polygon in degrees',
    'Send a Polygon or MultiPolygon in WGS 84 with closed rings.',
  ],
  'too-many-decimals': ['"{value}" has more decimals than its currency', 'Round it as the bill does.'],
  'too-large': ['"{value}" is larger than anything that is billed', 'Check the unit and the decimal point.'],
  duplicate: ['"{value}" stands in the file more than once; the first was taken', 'Remove the others.'],
  'unknown-element': ['There is no element "{value}"', 'Import the network first, or mend the name.'],
  'unknown-parent': [
    'The parent "{value}" is not there, or was refused itself',
    'Add it as an element of its own, or mend the name.',
  ],
  circle: ['"{value}" would hang on itself', 'Mend its parents.'],
  'retired-element': ['The element "{value}" is retired', 'Bring it back first, or name another.'],
  'no-place': ['It names neither an element nor an area', 'Fill in one of them.'],
  'unknown-customer': ['There is no customer "{value}"', 'Import the customers first, or mend the name.'],
  'unknown-service': ['There is no service "{value}"', 'Import the services first, or mend the name.'],
  'erased-customer': ['The customer was erased', 'Leave the row out: erasure is final.'],
  'ends-before-start': ['It ends before it begins', 'Mend one of both.'],
  'before-the-service': ['It lies before the service began', 'Mend the day, or `since` of the service.'],
  failed: [
    'It was tried several times and did not succeed',
    'See the log of the server, mend what it names, and send the file again.',
  ],
} as const satisfies Readonly<Record<string, readonly [says: string, remedy: string]>>

export type ImportReason = keyof typeof importReasons
