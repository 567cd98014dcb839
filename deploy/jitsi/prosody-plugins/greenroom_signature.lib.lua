-- The signature under everything that Greenroom's API and this server tell each other:
-- `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">` in the header X-Greenroom-Signature.

local hashes = require "util.hashes";

-- How far the time in a signature may be from ours, seconds.
local TOLERANCE = 300;

local function digest(body, secret, time)
	return hashes.hmac_sha256(secret, ("%d.%s"):format(time, body), true);
end

local function sign(body, secret, now)
	local time = math.floor(now);
	return ("t=%d,v1=%s"):format(time, digest(body, secret, time));
end

-- True when the signature is of this very body, with our secret, and at most five minutes from now.
local function is_valid(header, body, secret, now)
	local time, given = (header or ""):match("^t=(%d+),v1=(%x+)$");
	if not time or #time > 12 then return false; end
	if math.abs(now - tonumber(time)) > TOLERANCE then return false; end
	return hashes.equals(given, digest(body, secret, tonumber(time)));
end

return { sign = sign, is_valid = is_valid };
