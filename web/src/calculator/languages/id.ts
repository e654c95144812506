export { phrases } from 'virtual:pulih/phrases/id'
export { messages } from '../messages/id.ts'
