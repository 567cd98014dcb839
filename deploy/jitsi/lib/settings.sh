# shellcheck shell=sh disable=SC2034
# Every setting of .env: where it comes from and what it must be. Used by setup alone.

# What is asked of the person, and whether it may be left out.
ASKED='PUBLIC_HOST TURN_HOST PUBLIC_ADDRESS ADMIN_EMAIL GREENROOM_IMAGES SMTP_URL MAIL_FROM STRIPE_SECRET_KEY STRIPE_WEBHOOK_SECRET'
OPTIONAL='TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN SMS_FROM JITSI_APP_SECRET_PREVIOUS RECORDING_STORE RECORDER_DOMAIN RECORDING_RETENTION_DAYS S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY'
# What is made here; nobody ever needs to know it.
GENERATED='AUTH_SECRET LINK_SECRET JITSI_APP_SECRET CONFERENCE_SECRET TURN_SECRET POSTGRES_PASSWORD REDIS_PASSWORD JICOFO_AUTH_PASSWORD JVB_AUTH_PASSWORD JIBRI_XMPP_PASSWORD JIBRI_RECORDER_PASSWORD'
# What follows from choices.
CHOSEN='CERTIFICATE ENABLE_RECORDING COMPOSE_PROFILES'

question_of() {
  case $1 in
    PUBLIC_HOST) echo 'Name of the portal, such as interviews.your-company.com' ;;
    TURN_HOST) echo 'Name of the TURN server, another one for the same machine, such as turn.your-company.com' ;;
    PUBLIC_ADDRESS) echo 'IP address of this machine as browsers reach it' ;;
    ADMIN_EMAIL) echo 'E-mail address of the first administrator' ;;
    GREENROOM_IMAGES) echo 'Where the images of Greenroom are: REGISTRY/PREFIX:TAG, as given to deploy/images/build' ;;
    SMTP_URL) echo 'Mail server: smtps://user:password@host, or smtp://user:password@host:587' ;;
    MAIL_FROM) echo 'Sender of every mail: Name <address>' ;;
    STRIPE_SECRET_KEY) echo "Stripe's secret key (sk_ or rk_)" ;;
    STRIPE_WEBHOOK_SECRET) echo "Secret of Stripe's webhook (whsec_) for /api/payments/webhooks/stripe" ;;
  esac
}

matches() {
  printf '%s\n' "$1" | grep -Eqx "$2"
}

is_example() {
  printf '%s\n' "$1" | grep -Eqi "change-?me|example|your[-_]|\.\.\.|x{6}|placeholder|localhost"
}

is_host() {
  matches "$1" '[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+' && ! matches "$1" '[0-9.]+'
}

is_ipv4() {
  matches "$1" '((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])' &&
    ! matches "$1" '(0|127|22[4-9]|2[3-5][0-9])\..*'
}

# Says what is wrong with a value, or nothing.
problem_of() {
  if [ "$(printf '%s\n' "$2" | wc -l)" -ne 1 ] || printf '%s' "$2" | grep -q "['\\\\]"; then
    echo "must be one line without quotes (') and backslashes"
    return
  fi
  case $1 in
    PUBLIC_HOST | TURN_HOST) is_host "$2" || echo 'must be a host name in small letters, with a dot' ;;
    PUBLIC_ADDRESS) is_ipv4 "$2" || echo 'must be the IPv4 address by which browsers reach this machine' ;;
    ADMIN_EMAIL) matches "$2" '[^@ ]+@[^@ ]+\.[^@ ]+' || echo 'must be an e-mail address' ;;
    GREENROOM_IMAGES)
      matches "$2" '[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)*:[A-Za-z0-9._-]+' || echo 'must be REGISTRY/PREFIX:TAG'
      case $2 in *:latest) echo 'must have a tag that stays, not "latest"' ;; esac
      ;;
    SMTP_URL) matches "$2" 'smtps?://([^@/ ]+@)?[A-Za-z0-9.-]+(:[0-9]{1,5})?/?' || echo 'must be smtps://user:password@host or smtp://…' ;;
    MAIL_FROM) matches "$2" '[^<>]* ?<?[^@<> ]+@[^@<> ]+>?' || echo 'must be Name <address>' ;;
    STRIPE_SECRET_KEY) matches "$2" '[rs]k_(test|live)_[A-Za-z0-9_]{8,}' || echo "must be Stripe's secret key: sk_live_…" ;;
    STRIPE_WEBHOOK_SECRET) matches "$2" 'whsec_[A-Za-z0-9+/=_]{8,}' || echo 'must begin with whsec_' ;;
    TWILIO_ACCOUNT_SID) [ -z "$2" ] || matches "$2" 'AC[0-9a-f]{32}' || echo 'must be AC and 32 hexadecimal digits' ;;
    CERTIFICATE) matches "$2" 'acme|own' || echo 'must be acme or own' ;;
    ENABLE_RECORDING) matches "$2" '[01]' || echo 'must be 0 or 1' ;;
    RECORDING_STORE)
      matches "$2" 'file:///var/lib/greenroom/recordings|s3://[a-z0-9.-]+(/[A-Za-z0-9/_.-]*)?\?region=[a-z0-9-]+(&[A-Za-z]+=[^ ]+)*' ||
        echo 'must be file:///var/lib/greenroom/recordings, or s3://bucket/prefix?region=…'
      ;;
    RECORDER_DOMAIN) [ "$2" = hidden.meet.jitsi ] || echo 'must be hidden.meet.jitsi' ;;
    RECORDING_RETENTION_DAYS) matches "$2" '[1-9][0-9]{0,2}' || echo 'must be a number of days' ;;
    S3_SECRET_ACCESS_KEY) matches "$2" '[!-~]{8,}' || echo 'must have at least 8 signs' ;;
    COMPOSE_PROFILES) matches "$2" 'platform(,recording)?' || echo 'must be platform, or platform,recording' ;;
    *_SECRET | *_SECRET_PREVIOUS | *_PASSWORD) matches "$2" '[A-Za-z0-9_-]{32,}' || echo 'must be at least 32 letters and digits' ;;
  esac
  case " $ASKED $GENERATED " in
    *" $1 "*) ! is_example "$2" || echo 'is an example: put in your own' ;;
  esac
}

# What only several values together can have wrong.
problems_together() {
  [ "$1" != "$2" ] || echo 'TURN_HOST must be another name than PUBLIC_HOST: only the name tells the two apart on port 443'
}

# 256 random bits.
make_secret() {
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}
