export { phrases } from 'virtual:pulih/phrases/pl'
export { messages } from '../messages/pl.ts'
