import { problems } from './catalogue.ts'

export const statuspageProblems = problems({
  'statuspage.unknown-service': {
    status: 404,
    title: 'No such service',
    detail: 'There is no service {service}; look for it with GET /services.',
  },
})
