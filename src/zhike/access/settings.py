"""Django's settings for signing in; `project.settings` takes them over as they are."""

AUTH_USER_MODEL = "access.Account"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mails are unique, in whatever case: an index says so, not the field
AUTHENTICATION_BACKENDS = ["zhike.access.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "zhike.access.passwords.OfThisPlace"},
]

HEADLESS_ONLY = True
HEADLESS_CLIENTS = ["browser"]
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": "/account/verify-email/{key}",
    "account_reset_password": "/account/password/reset",
    "account_reset_password_from_key": "/account/password/reset/key/{key}",
    "account_signup": "/account/signup",
    "socialaccount_login_error": "/account/provider/callback",
}
ACCOUNT_ADAPTER = "zhike.access.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
# Wrong passwords and codes are counted in `guesses`. What else allauth limits it counts in the cache; of these, codes
# that prove oneself again within a session.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/5m/key"}
SOCIALACCOUNT_ADAPTER = "zhike.access.oidc.Adapter"
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "zhike.access.second_step.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
USERSESSIONS_TRACK_ACTIVITY = False

# Nothing is cached here but what allauth counts, which all processes must see.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
        # Above this number entries are dropped; few would let somebody flood the counts away.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
