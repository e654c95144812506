export { phrases } from 'virtual:pulih/phrases/en'
export { messages } from '../messages/en.ts'
