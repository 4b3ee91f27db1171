/**
 * What leaked passwords are made of, letters alone: a password that is one or two of these, with digits, signs or letters written as digits, is
 * among the first that are tried. Short ones stand here too, since two of them make twelve characters.
 */
export const commonWords: ReadonlySet<string> = new Set(
  (
    'password passwort passw pass motdepasse contrasena senha parola wachtwoord changeme change letmein welcome willkommen bienvenue hello ' +
    'login admin administrator root superuser user guest default secret geheim test tester testing master qwerty qwertz azerty asdf zxcv ' +
    'iloveyou love loveyou lovely princess sunshine dragon monkey shadow superman batman spiderman pokemon starwars trustno football baseball ' +
    'basketball soccer hockey liverpool arsenal chelsea barcelona realmadrid juventus manchester united michael michelle jennifer jessica ' +
    'jordan charlie daniel thomas andrew joshua matthew anthony samantha ashley nicole hannah summer winter spring autumn january february march april ' +
    'june july august september october november december monday friday sunday family forever freedom whatever computer internet samsung ' +
    'google facebook microsoft apple windows linux server database abcdef abc jesus jesuschrist blessed godisgood angel heaven mother father ' +
    'mustang ferrari mercedes corvette harley cookie chocolate cheese banana orange flower butterfly purple yellow silver golden diamond ' +
    'money million business company office airquality air quality aqmrg airgraph sensor sensors pollution africa kampala nairobi lagos accra ' +
    'correcthorsebatterystaple correct horse battery staple opensesame access granted hunter ninja killer hacker matrix'
  ).split(' '),
);

/** Neighbours: of the alphabet, the digits, the rows of keyboards, and the columns of one. A password made of such runs is no longer than their number. */
export const runs: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  '!@#$%^&*()',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
];
