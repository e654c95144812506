import { rulesCommand, rulesShowCommand, rulesCausesCommand } from './index.ts'
const [id = '', lang = 'en'] = process.argv.slice(2)
const r =
  id === ''
    ? rulesCommand({ lang: lang as 'en' })
    : id === 'causes'
      ? rulesCausesCommand({ lang: lang as 'en' })
      : rulesShowCommand({ id, lang: lang as 'en' })
console.log(r.text + '→', r.exitCode)
