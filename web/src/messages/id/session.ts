import type { session as english } from '../en/session.ts'
import type { Translated } from '../words.ts'

export const session: Translated<typeof english> = {
  'signIn.title': 'Masuk',
  'signIn.lead': 'Konsol operator',
  'signIn.login': 'Nama masuk',
  'signIn.password': 'Kata sandi',
  'signIn.submit': 'Masuk',
  'signIn.provider': 'Masuk dengan akun perusahaan',
  'signIn.or': 'atau',
  'signIn.code': 'Kode',
  'signIn.codeHint': 'Enam angka pada perangkat Anda, atau sebuah kode pemulihan.',
  'signIn.codeSubmit': 'Lanjutkan',
  'signIn.codeTitle': 'Satu langkah lagi',
  'signIn.otherPerson': 'Masuk sebagai orang lain',
  'signIn.ended': 'Sesi Anda telah berakhir. Silakan masuk lagi untuk melanjutkan.',
  'signIn.out': 'Anda telah keluar.',
  'password.title': 'Ubah kata sandi Anda',
  'password.temporary':
    'Kata sandi Anda bersifat sementara. Pilih kata sandi sendiri; sebelum itu tidak ada hal lain yang dapat dilakukan.',
  'password.present': 'Kata sandi sekarang',
  'password.next': 'Kata sandi baru',
  'password.nextHint': 'Paling sedikit 12 karakter.',
  'password.again': 'Ulangi kata sandi baru',
  'password.differs': 'Keduanya tidak sama.',
  'password.submit': 'Ubah kata sandi',
  'password.changed':
    'Kata sandi Anda telah diubah. {sessions, plural, =0 {Tidak ada sesi lain yang terbuka.} other {# sesi lain telah diakhiri.}}',
}
