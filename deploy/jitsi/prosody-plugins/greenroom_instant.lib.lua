-- Instants as the API reads them: ISO 8601 in UTC, to the millisecond.

-- `seconds` since the epoch, with their fraction.
local function format(seconds)
	local milliseconds = math.floor(seconds * 1000 + 0.5);
	return os.date("!%Y-%m-%dT%H:%M:%S", milliseconds // 1000) .. (".%03dZ"):format(milliseconds % 1000);
end

return { format = format };
