package broken

import "testing"

func TestIsNeverSeen(t *testing.T) {
	missing()
}
