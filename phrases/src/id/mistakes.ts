import type { mistakes as english } from '../en/mistakes.ts'
import type { SameKeys } from '../same-keys.ts'

export const mistakes: SameKeys<typeof english> = {
  'mistake.not-an-object':
    'Di sini harus ada objek dalam kurung kurawal, bukan {found}. Tulis bidang-bidangnya di dalamnya.',
  'mistake.unknown-field':
    'Tidak ada bidang “{field}” di sini. {hasKnown, select, yes {Gunakan salah satu: {known}.} other {Hapus.}}',
  'mistake.missing-field': 'Bidang “{field}” tidak ada. Tambahkan.',
  'mistake.unknown-form': 'Ini bukan bentuk {what} yang dikenal. Gunakan tepat satu dari bidang ini: {known}.',
  'mistake.unknown-word': '{found} bukan kata yang dikenal di sini. Gunakan salah satu: {known}.',
  'mistake.too-deep': 'Ini bersarang terlalu dalam. Tulis lebih datar.',
  'mistake.not-a-list':
    'Di sini harus ada daftar dalam kurung siku, bukan {found}. Beri kurung siku, juga untuk satu entri.',
  'mistake.list-too-short':
    '{atLeast, plural, other {Daftar ini memerlukan sekurang-kurangnya # entri.}} Tambahkan yang kurang, atau hapus bidangnya bila tidak wajib.',
  'mistake.not-a-text': '{found} bukan teks. Tulis kata dalam tanda kutip, paling banyak 4000 karakter.',
  'mistake.not-a-date': '{found} bukan tanggal. Tulis tahun, bulan, dan hari, seperti "2026-09-10".',
  'mistake.not-an-instant':
    '{found} bukan saat waktu. Tulis tanggal, jam, dan selisih zona, seperti "2026-09-10T08:00:00+02:00".',
  'mistake.not-a-duration':
    '{found} bukan durasi. Tulis menurut ISO 8601 dengan minggu, hari, jam, menit, atau detik, seperti "PT12H".',
  'mistake.not-a-fraction': '{found} bukan pecahan. Tulis "1/30", "0.995", atau "20%".',
  'mistake.not-a-count': '{found} bukan bilangan bulat. Tulis angka dalam tanda kutip, seperti "5".',
  'mistake.not-an-amount': '{found} bukan jumlah uang. Tulis desimal dengan titik dalam tanda kutip, seperti "60.00".',
  'mistake.not-a-money':
    '{found} bukan jumlah dalam mata uang ini. Tulis desimal dengan titik dan tidak lebih banyak desimal daripada mata uangnya, seperti "60.00".',
  'mistake.not-a-time-of-day': '{found} bukan jam. Tulis jam dan menit, seperti "08:00".',
  'mistake.not-a-currency': '{found} bukan mata uang. Tulis tiga huruf besarnya (ISO 4217), seperti "EUR".',
  'mistake.not-a-parameter': '{found} bukan nama parameter. Tulis tanda dolar dan nama, seperti "$graceTime".',
  'mistake.only-true': 'Hanya true yang boleh ada di sini, bukan {found}. Selain itu hilangkan bidangnya.',
  'mistake.not-a-flag': '{found} bukan true atau false. Tulis true atau false tanpa tanda kutip.',
  'mistake.not-a-whole-number': '{found} bukan bilangan bulat mulai dari 0. Tulis angka tanpa tanda kutip.',

  'mistake.either-or': '“{one}” dan “{other}” tidak boleh bersamaan. Pertahankan salah satu.',
  'mistake.unknown-time-zone': 'Tidak ada zona waktu “{found}”. Tulis nama dari daftar IANA, seperti "Asia/Jakarta".',
  'mistake.unknown-bundle':
    'Tidak ada paket “{found}”. Tambahkan ke "bundles", atau beri layanan itu monthlyFee sendiri.',
  'mistake.duplicate': '“{found}” muncul untuk kedua kalinya di sini. Beri nama sendiri masing-masing.',
  'mistake.needed-by-bundle':
    'Paket “{bundle}” membagi biayanya ({split}) dan memerlukan bidang ini di tiap layanannya. Tambahkan jumlahnya, atau bagi paket dengan cara lain.',
  'mistake.unused-bundle': 'Tidak ada layanan dalam paket “{found}”. Sebutkan pada suatu layanan, atau hapus.',
  'mistake.unknown-service':
    'Tidak ada layanan “{found}” dalam kasus ini. {hasKnown, select, yes {Gunakan salah satu: {known}.} other {Hilangkan bidangnya: kasus ini punya satu layanan tanpa nama.}}',
  'mistake.end-not-after-start':
    'Akhirnya tidak setelah awalnya. Tukar keduanya, atau perbaiki salah satu: akhir adalah saat pertama yang tidak lagi termasuk.',
  'mistake.too-many-decimals':
    '{found} memiliki terlalu banyak desimal atau angka untuk {currency}. Tulis paling banyak {digits, plural, =0 {tanpa desimal} other {# desimal}}.',
  'mistake.several-currencies': 'Ini dalam {found}, kasusnya dalam {expected}. Tulis satu kasus untuk tiap mata uang.',
  'mistake.unknown-scheme':
    'Tidak ada skema “{found}”. {hasKnown, select, yes {Yang dikenal: {known}.} other {`pulih rules` menampilkan yang ada.}}',
  'mistake.unknown-jurisdiction':
    'Tidak ada aturan untuk yurisdiksi “{found}”. {hasKnown, select, yes {Yang dikenal: {known}.} other {Sebutkan skemanya.}}',
  'mistake.parameter-not-operator-set':
    'Tidak ada skema dalam kasus ini yang membolehkan operator menetapkan “{found}”. Hapus, atau perbaiki namanya: `pulih rules show` menampilkan nilai suatu skema.',

  'mistake.policy-overlap':
    'Pada hari tertentu “{other}”, versi lain dari kebijakan yang sama, juga berlaku, sehingga keduanya akan membayar. Akhiri salah satunya pada hari yang lain mulai berlaku, atau pilih ID tanpa angka di akhirnya.',
  'mistake.rank-taken': 'Skema “{other}” sudah memakai peringkat {rank} dalam kelompok ini. Pilih peringkat lain.',
  'mistake.patch-leads-nowhere': 'Tidak ada apa pun di {found}, jadi tidak ada yang diganti. Perbaiki penunjuknya.',
  'mistake.patch-not-allowed':
    'Tafsiran tidak dapat mengganti yang ada di {found}. Ubah hanya heads, parameters, floor, cap, combine, per, atau versionBy, bukan siapa yang dicakup.',
  'mistake.readings-collide':
    'Tafsiran “{other}” juga menetapkan {place}, dan keduanya memberi angka “{figure}”. Biarkan tiap angka hanya punya salah satu.',
  'mistake.bad-scheme-id':
    '“{found}” bukan id skema. Tulis negara dan nama, seperti "nl/telecommunicatiewet-7.1a", atau "policy/…".',
  'mistake.bad-jurisdiction': '“{found}” bukan yurisdiksi. Tulis dua huruf besar negaranya, seperti "ID".',
  'mistake.unused-parameter': 'Tidak ada yang memakai parameter “{name}”. Rujuk sebagai "${name}", atau hapus.',
  'mistake.unknown-source':
    'Tidak ada sumber “{found}”. {hasKnown, select, yes {Gunakan salah satu: {known}; atau tambahkan ke "sources".} other {Tambahkan ke "sources".}}',
  'mistake.parameter-without-value':
    'Parameter “{name}” tidak punya nilai. Tambahkan nilai dengan sumbernya, atau nyatakan bahwa operator menetapkannya.',
  'mistake.version-gap':
    'Parameter “{name}” tidak punya nilai mulai {from}{to, select, none {} other { sampai {to}}}. Isi celahnya dengan nilai dan sumbernya.',
  'mistake.version-overlap':
    'Parameter “{name}” punya dua nilai pada {on}. Urutkan nilainya dan akhiri satu sebelum berikutnya mulai.',
  'mistake.unknown-calendar': 'Tidak ada kalender hari libur “{found}”. Tambahkan ke kalender, atau perbaiki namanya.',
  'mistake.needs-clock': 'Rentang “{span}” memerlukan jam penghitung. Beri bagian itu "clock", atau ukur rentang lain.',
  'mistake.bound-with-measure':
    'Batas bawah atau atas tidak boleh bergantung pada yang diukur. Tulis jumlah atau bagian dari biaya.',
  'mistake.money-without-currency': 'Ada jumlah uang di sini, tetapi skema tidak punya mata uang. Tetapkan "currency".',
  'mistake.steps-without-rest': 'Langkah terakhir harus untuk sisanya. Tulis "rest": true.',
  'mistake.steps-after-rest': 'Tidak boleh ada yang mengikuti langkah untuk sisanya. Letakkan di akhir.',
  'mistake.tiers-not-ascending':
    'Tingkat pada {found} tidak di atas tingkat sebelumnya. Urutkan dari rendah ke tinggi.',
  'mistake.bound-needs-one-head':
    'Batas bawah atau atas per kejadian memerlukan skema dengan satu bagian. Masukkan ke jumlah bagian itu, atau pecah skemanya.',
  'mistake.steps-need-whole-units':
    'Langkah dihitung dalam satuan utuh, jadi ukurannya tidak boleh berupa bagian. Hapus “over”.',
  'mistake.unknown-parameter':
    'Tidak ada parameter “{found}”. {hasKnown, select, yes {Gunakan salah satu: {known}; atau tambahkan ke "parameters".} other {Tambahkan ke "parameters".}}',
  'mistake.wrong-unit':
    'Parameter “{name}” bersatuan “{unit}”, padahal di sini perlu “{expected}”. Gunakan parameter lain.',
  'mistake.too-large': '{found} terlalu besar untuk dihitung dengan aman. Tulis nilai yang lebih kecil.',
  'mistake.must-not-be-zero': 'Nol tidak masuk akal di sini. Tulis nilai positif alih-alih {found}.',

  'mistake.broken-json':
    'Ini bukan JSON yang sah: baris {line}, kolom {column}. {near, select, end {Teksnya berakhir terlalu cepat: tutup semua kurung dan tanda kutip.} other {Tidak terduga: {near}. Cari koma, kurung, atau tanda kutip yang kurang.}}',
  'mistake.empty-list': 'Daftar ini tidak berisi kasus. Tambahkan sekurang-kurangnya satu.',
  'mistake.file-absent': 'Tidak ada berkas “{file}”. Periksa jalurnya; `-` membaca dari masukan standar.',
  'mistake.file-unreadable':
    'Berkas “{file}” tidak dapat dibaca ({reason}). Pastikan itu sebuah berkas dan Anda boleh membacanya.',
  'mistake.file-too-large':
    '“{file}” lebih besar dari {limit} MB. Pecah menjadi berkas yang lebih kecil; untuk seluruh pelanggan gunakan `pulih run`.',
  'mistake.not-utf8': '“{file}” bukan teks UTF-8. Simpan sebagai UTF-8.',
  'mistake.unknown-version':
    'Aturan ini tidak punya nilai untuk suatu hari dalam kasus ini ({reason}). Perbaiki tanggalnya, atau beri tahu kami: hukum yang tidak ada tidak pernah dibaca sebagai nol.',
  'mistake.did-you-mean': 'Maksud Anda “{near}”?',
}
