import type { session as english } from '../en/session.ts'
import type { Translated } from '../words.ts'

export const session: Translated<typeof english> = {
  'signIn.title': 'Logowanie',
  'signIn.lead': 'Konsola operatora',
  'signIn.login': 'Login',
  'signIn.password': 'Hasło',
  'signIn.submit': 'Zaloguj się',
  'signIn.provider': 'Zaloguj się kontem firmowym',
  'signIn.or': 'albo',
  'signIn.code': 'Kod',
  'signIn.codeHint': 'Sześć cyfr z urządzenia albo kod odzyskiwania.',
  'signIn.codeSubmit': 'Dalej',
  'signIn.codeTitle': 'Jeszcze jeden krok',
  'signIn.otherPerson': 'Zaloguj się jako inna osoba',
  'signIn.ended': 'Sesja wygasła. Po ponownym zalogowaniu można kontynuować w tym samym miejscu.',
  'signIn.out': 'Wylogowano.',
  'password.title': 'Zmiana hasła',
  'password.temporary':
    'Obecne hasło jest tymczasowe. Zanim będzie można zrobić cokolwiek innego, należy ustawić własne.',
  'password.present': 'Obecne hasło',
  'password.next': 'Nowe hasło',
  'password.nextHint': 'Co najmniej 12 znaków.',
  'password.again': 'Nowe hasło jeszcze raz',
  'password.differs': 'Hasła nie są takie same.',
  'password.submit': 'Zmień hasło',
  'password.changed':
    'Hasło zostało zmienione. {sessions, plural, =0 {Żadna inna sesja nie była otwarta.} one {Zakończono # inną sesję.} few {Zakończono # inne sesje.} many {Zakończono # innych sesji.} other {Zakończono # innej sesji.}}',
}
