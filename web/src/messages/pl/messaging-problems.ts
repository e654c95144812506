import type { messagingProblems as english } from '../en/messaging-problems.ts'
import type { Translated } from '../words.ts'

export const messagingProblems: Translated<typeof english> = {
  'problem.messaging.begun':
    'Odbiorców już powiadomiono o początku albo zaraz to nastąpi. Proszę przygotować dalszy ciąg.',
  'problem.messaging.no-beginning': 'Nikogo nie powiadomiono o początku. Najpierw trzeba to zrobić.',
  'problem.messaging.message-unknown': 'Nie ma wiadomości {message}.',
  'problem.messaging.not-doubtful': 'Nie ma już wątpliwości: ktoś zdecydował albo nadszedł raport.',
  'problem.messaging.not-drafted': 'To już nie jest szkic: ktoś go wysłał albo odrzucił.',
  'problem.messaging.not-genuine': 'Podpis lub sekret nie należy do tego kanału.',
  'problem.messaging.not-said':
    'Nie da się tego przekazać ({channel}, {language}), brakuje: {fact}. Proszę to uzupełnić i spróbować ponownie.',
}
