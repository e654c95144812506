import { problems } from './catalogue.ts'

export const networkProblems = problems({
  'network.element-not-found': {
    status: 404,
    title: 'No such element',
    detail: 'There is no element {element}; import the network first, or mend the key.',
  },
  'network.unknown-parent': {
    status: 422,
    title: 'Unknown parent',
    detail: 'The parent {parent} of {element} is not there or retired; add it first.',
  },
  'network.circle': {
    status: 422,
    title: 'An element cannot feed itself',
    detail: 'With these parents {element} would hang on itself; name others.',
  },
  'network.still-feeds': {
    status: 409,
    title: 'Others hang on it',
    detail: '{element} still feeds other elements; move them to another parent before it is retired.',
  },
  'network.import-not-found': { status: 404, title: 'No such import', detail: 'There is no import {import}.' },
  'network.import-over': {
    status: 409,
    title: 'The import is over',
    detail: 'The import {import} is {status}; there is nothing left to stop.',
  },
  'network.unknown-kind': {
    status: 422,
    title: 'Nothing of this kind is imported',
    detail: '{kind} is not one of: {kinds}.',
  },
  'network.wrong-media-for-kind': {
    status: 415,
    title: 'Not in this format',
    detail: '{kind} cannot be imported as {media}.',
  },
  'network.unknown-zone': {
    status: 422,
    title: 'Unknown time zone',
    detail: '{zone} is no IANA time zone; write, for example, Europe/Warsaw.',
  },
})
