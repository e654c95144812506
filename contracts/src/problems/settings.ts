import { problems } from './catalogue.ts'

export const settingsProblems = problems({
  'settings.not-found': {
    status: 404,
    title: 'No such setting',
    detail: 'There is no setting {name}; GET /settings lists them.',
  },
})
