-- 缺件: the visits at which something was found are told by an index alone, and so is what is void.

CREATE INDEX inspection_found ON inspection (inspected_on, id, retailer, vendor, name)
WHERE removed = 0 AND finding = 'abnormal';
CREATE INDEX retailer_void ON retailer (removed) WHERE removed = 1;
CREATE INDEX matter_void ON matter (removed) WHERE removed = 1;
CREATE INDEX vendor_void ON vendor (removed) WHERE removed = 1;
CREATE INDEX diary_void ON diary (removed) WHERE removed = 1;
CREATE INDEX case_void ON "case" (removed) WHERE removed = 1;
